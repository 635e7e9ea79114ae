import { createHmac } from "node:crypto";
import type { LocalGithub } from "../local-github.ts";
import type { Delivery, DeliveryOutcome } from "../store/deliveries.ts";
import type { TestControl } from "../test-control/test-control.ts";
import { hookConfig } from "./hook-config.ts";
import { postOnce, TimedOut } from "./post-once.ts";
import type { Webhooks } from "./publish.ts";

const AT_ONCE = 16;
/** How long shutdown waits for answers that are under way. */
const GRACE_MS = 400;

/** The `X-Hub-Signature-256` of a payload: HMAC-SHA-256 over the bytes that are sent. */
export function signPayload(secret: string, payload: string): string {
  return `sha256=${createHmac("sha256", secret).update(payload).digest("hex")}`;
}

type NeedsDelivery = Pick<LocalGithub, "config" | "store" | "limits" | "log" | "testControl">;

/**
 * Sends the outbox to the one address of the configuration: in order of its rows, sixteen at once,
 * each once. There is no retry, as on GitHub; only a crash before the answer sends a row again.
 */
export function createWebhooks(github: NeedsDelivery): Webhooks {
  const underWay = new Map<number, Promise<void>>();
  const stop = new AbortController();
  let closing = false;
  let held: NodeJS.Timeout | undefined;

  function wake(): void {
    if (closing) return;
    for (const id of github.store.deliveries.waiting(Date.now())) {
      if (underWay.size >= AT_ONCE) return;
      if (underWay.has(id)) continue;
      underWay.set(
        id,
        send(id).finally(() => {
          underWay.delete(id);
          wake();
        }),
      );
    }
  }

  /** Some are held back for a test: sets a clock for the next one, again when it was let go. */
  function watchHeld(): void {
    clearTimeout(held);
    const now = Date.now();
    const next = closing ? undefined : github.store.deliveries.nextHeld(now);
    if (next === undefined) return;
    held = setTimeout(() => {
      wake();
      watchHeld();
    }, next - now);
    held.unref();
  }

  async function send(id: number): Promise<void> {
    const delivery = github.store.deliveries.byId(id);
    if (!delivery) return;
    const outcome = github.testControl
      ? await disturbed(github, github.testControl, delivery, stop.signal)
      : await attempt(github, delivery, stop.signal);
    if (stop.signal.aborted) return;
    github.store.deliveries.finish(id, outcome);
    const level =
      outcome.status_code !== null && outcome.status_code < 400 && outcome.status_code > 0
        ? "debug"
        : "warn";
    github.log[level](
      {
        guid: delivery.guid,
        event: delivery.event,
        status: outcome.status,
        ms: outcome.duration_ms,
      },
      "webhook",
    );
  }

  watchHeld();

  return {
    wake() {
      wake();
      if (github.testControl) watchHeld();
    },
    async close() {
      closing = true;
      clearTimeout(held);
      const grace = setTimeout(() => stop.abort(), GRACE_MS);
      await Promise.allSettled(underWay.values());
      clearTimeout(grace);
    },
  };
}

/** An attempt that a test may have asked to be lost, or to be made twice. */
async function disturbed(
  github: NeedsDelivery,
  control: TestControl,
  delivery: Delivery,
  stop: AbortSignal,
): Promise<DeliveryOutcome> {
  const { deliveries } = control.counts;
  const { off, drop, double } = control.webhooks;
  if (off || control.chance(drop)) {
    deliveries.dropped += 1;
    return {
      url: hookConfig(github).url,
      delivered_at: Date.now(),
      duration_ms: 0,
      request_headers: null,
      ...unreachable,
    };
  }
  deliveries.sent += 1;
  const isDoubled = control.chance(double);
  const outcome = await attempt(github, delivery, stop);
  if (!isDoubled) return outcome;
  deliveries.doubled += 1;
  return attempt(github, delivery, stop);
}

const unreachable = {
  status: "failed to connect to host",
  status_code: 502,
  response_headers: null,
  response_body: null,
};

async function attempt(
  github: NeedsDelivery,
  delivery: Delivery,
  stop: AbortSignal,
): Promise<DeliveryOutcome> {
  const hook = hookConfig(github);
  const headers = {
    Accept: "*/*",
    "Content-Type": "application/json",
    "User-Agent": "GitHub-Hookshot/local-github",
    "X-GitHub-Delivery": delivery.guid,
    "X-GitHub-Event": delivery.event,
    "X-GitHub-Hook-ID": String(hook.id),
    "X-GitHub-Hook-Installation-Target-ID": String(github.config.app.id),
    "X-GitHub-Hook-Installation-Target-Type": "integration",
    "X-Hub-Signature-256": signPayload(hook.secret, delivery.payload),
  };
  const started = Date.now();
  const base = { url: hook.url, delivered_at: started, request_headers: JSON.stringify(headers) };
  try {
    const timeoutMs = github.limits.webhookSeconds * 1000;
    const answer = await postOnce(hook.url, headers, delivery.payload, timeoutMs, stop);
    const ok = answer.status >= 200 && answer.status < 300;
    return {
      ...base,
      duration_ms: Date.now() - started,
      status: ok ? "OK" : `Invalid HTTP Response: ${answer.status}`,
      status_code: answer.status,
      response_headers: JSON.stringify(answer.headers),
      response_body: answer.body,
    };
  } catch (error) {
    const late = error instanceof TimedOut ? { status: "timed out", status_code: 504 } : {};
    return { ...base, duration_ms: Date.now() - started, ...unreachable, ...late };
  }
}
