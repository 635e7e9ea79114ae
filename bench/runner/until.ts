import { setTimeout as pause } from "node:timers/promises";

import { now } from "./clock.ts";

/** Asks until the answer is something, every `everyMs`; undefined when the time is over. */
export async function until<Answer>(
  limitMs: number,
  everyMs: number,
  ask: () => Answer | undefined | Promise<Answer | undefined>,
): Promise<Answer | undefined> {
  const deadline = now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || now() > deadline) return answer;
    await pause(everyMs);
  }
}
