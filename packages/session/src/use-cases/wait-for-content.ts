import type { ProviderRepository } from "../ports.ts";
import { renewLease } from "../store/intent-store.ts";
import { leaseSeconds, type MakingStep } from "./provision-step.ts";

/** Asked at once, then after these pauses within one call; longer waits are another call. */
const pausesMs = [200, 500, 1_000];
const laterMs = 3_000;
const limitMs = 90_000;

export type ContentOutcome =
  | { kind: "ready" }
  | { kind: "not-yet"; askAgainMs: number }
  | { kind: "timeout" };

/**
 * "Created" is not "ready": the provider copies a template asynchronously. Ready means that the
 * head's tree is the frozen template's tree. Gives up 90 s after the repository was made.
 */
export async function waitForContent(
  { deps, intent }: MakingStep,
  repository: ProviderRepository,
): Promise<ContentOutcome> {
  const began = Date.now();
  for (const pause of [...pausesMs, null]) {
    await renewLease(deps.database, intent, leaseSeconds);
    const head = await deps.github.readHead(repository);
    if (head?.treeSha === intent.templateTreeSha) return { kind: "ready" };
    await deps.failpoint?.("content-copying", intent.labSessionId ?? intent.id);
    if (pause !== null) await new Promise((resolve) => setTimeout(resolve, pause));
  }
  const waitedMs = intent.copiedForMs + (Date.now() - began);
  return waitedMs > limitMs ? { kind: "timeout" } : { kind: "not-yet", askAgainMs: laterMs };
}
