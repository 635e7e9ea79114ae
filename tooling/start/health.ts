import { setTimeout as pause } from "node:timers/promises";

import { tailOf } from "@forgea/bootstrap/data-directory";
import { duration } from "@forgea/bootstrap/progress";
import { Refusal } from "@forgea/bootstrap/refusal";

import type { Member } from "./process-crew.ts";

/** Waits until the address answers 200; names the process and its log when that takes longer than the limit. */
export async function untilHealthy(member: Member, url: string, limit = 60_000): Promise<void> {
  const began = Date.now();
  let last = "no answer";
  // A process that ended is reported by the crew, with its log; here we only stop asking.
  while (!member.hasEnded()) {
    last = await ask(url);
    if (last === "200") return;
    if (Date.now() - began > limit) {
      throw new Refusal(
        `${member.name} is not healthy after ${duration(limit)}: ${url} says ${last}.`,
        { tail: tailOf(member.log), log: member.log },
      );
    }
    await pause(60);
  }
  throw new Refusal(`${member.name} ended before it was healthy.`, {
    tail: tailOf(member.log),
    log: member.log,
  });
}

async function ask(url: string): Promise<string> {
  try {
    const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(10_000) });
    await answer.body?.cancel();
    return String(answer.status);
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError" ? "nothing" : "no answer";
  }
}
