import type { LabSessionView } from "../clients/api-types.ts";
import { now } from "../runner/clock.ts";
import { inLanes } from "../runner/in-lanes.ts";
import { percentile } from "../runner/percentiles.ts";
import type { Progress } from "./read-progress.ts";
import type { ClassStart } from "./start-at-once.ts";

/** What a waiting student read: when their turn would come. Times in ms since 1970. */
export type Estimate = { labSessionId: string; readAt: number; turnAt: number };

/** Reads each student's page once: what it says to those who wait. */
export async function readEstimates(starts: readonly ClassStart[]): Promise<Estimate[]> {
  const estimates: Estimate[] = [];
  await inLanes(starts, 4, async ({ app, labSessionId }) => {
    const view = await app.query<LabSessionView>("student.labSession.byId", { id: labSessionId });
    if (view.queue === null) return;
    const turnAt = new Date(view.queue.turnAt).getTime();
    estimates.push({ labSessionId, readAt: now(), turnAt });
  });
  return estimates;
}

/**
 * How wrong the estimates were: the difference as a share of the time that was really waited, of
 * waits of at least `leastMs`. Shorter ones are over before an estimate is read.
 */
export function judgeEstimates(
  estimates: readonly Estimate[],
  progress: readonly Progress[],
  leastMs: number,
): { estimates: number; errorP50: number | null; errorP90: number | null } {
  const turns = new Map(progress.map(({ labSessionId, turnAt }) => [labSessionId, turnAt]));
  const errors = estimates.flatMap(({ labSessionId, readAt, turnAt }) => {
    const cameAt = turns.get(labSessionId) ?? null;
    if (cameAt === null || cameAt - readAt < leastMs) return [];
    return [Math.abs(turnAt - cameAt) / (cameAt - readAt)];
  });
  const at = (share: number) =>
    errors.length === 0 ? null : Math.round(percentile(errors, share) * 1_000) / 1_000;
  return { estimates: errors.length, errorP50: at(0.5), errorP90: at(0.9) };
}
