import { noCounts } from "./counts.ts";
import { createFaultPlan } from "./fault-plan.ts";
import { createRequestLimits } from "./request-limits.ts";
import { seededRandom } from "./seeded-random.ts";
import {
  type FaultSettings,
  type LimitSettings,
  noLimits,
  undisturbed,
  type WebhookSettings,
} from "./settings.ts";

export type TestControl = ReturnType<typeof createTestControl>;

/** Within this time later webhooks pass one that is to come out of order. */
const OVERTAKEN_WITHIN_MS = 1000;

const noFaults: FaultSettings = { seed: 0, rules: [] };

/**
 * What tests and chaos runs have asked for, in memory: a restart forgets it. It exists only in a
 * process that was given a token for it; everybody else asks for it in vain.
 */
export function createTestControl(token: string) {
  let counts = noCounts();
  let limits = { settings: noLimits, requests: createRequestLimits(noLimits, () => counts) };
  let faults = createFaultPlan(noFaults);
  let nonsense = seededRandom(0);
  let members: ReadonlySet<number> | "all" = new Set<number>();
  let copyDelayMs = 0;
  let webhooks = undisturbed;
  let random = seededRandom(0);
  const stop = new AbortController();

  return {
    token,
    /** Aborted when the server closes: nothing is held back any longer. */
    stopped: stop.signal,
    stop: () => stop.abort(),
    get counts() {
      return counts;
    },
    resetCounts() {
      counts = noCounts();
    },
    /** The same object until the limits are set again, so that windows can tell. */
    get limits() {
      return limits;
    },
    setLimits(settings: LimitSettings) {
      limits = { settings, requests: createRequestLimits(settings, () => counts) };
    },
    get faults() {
      return faults;
    },
    /** A number from 0 up to 1 that follows from the seed of the faults. */
    draw: () => nonsense(),
    setFaults(settings: FaultSettings) {
      faults = createFaultPlan(settings);
      nonsense = seededRandom(settings.seed, "nonsense");
    },
    isMember: (accountId: number) => members === "all" || members.has(accountId),
    setMembers(ids: number[] | "all") {
      members = ids === "all" ? "all" : new Set(ids);
    },
    get copyDelayMs() {
      return copyDelayMs;
    },
    setCopyDelay(ms: number) {
      copyDelayMs = ms;
    },
    setWebhooks(settings: WebhookSettings) {
      webhooks = settings;
      random = seededRandom(settings.seed);
    },
    get webhooks() {
      return webhooks;
    },
    /** How long a new webhook is held back, in milliseconds; one that is to come out of order a random time longer. */
    holdWebhookMs: () =>
      webhooks.delayMs +
      (webhooks.reorder > 0 && random() < webhooks.reorder
        ? Math.ceil(random() * OVERTAKEN_WITHIN_MS)
        : 0),
    /** Whether something happens that has this probability, by the seed of the webhooks. */
    chance: (probability: number) => probability > 0 && random() < probability,
    reset() {
      this.setLimits(noLimits);
      this.setFaults(noFaults);
      this.setMembers([]);
      this.setCopyDelay(0);
      this.setWebhooks(undisturbed);
      this.resetCounts();
    },
  };
}
