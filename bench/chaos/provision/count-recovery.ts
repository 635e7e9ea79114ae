import type { CrashRecord } from "./crash-draw.ts";
import type { Fault } from "./read-faults.ts";
import type { Round } from "./run-round.ts";

/** What one session met and how long it took afterwards. */
export type Recovery = {
  labSessionId: string;
  faults: Fault[];
  /** From the last fault that it met to ready, or to ended and cleared away, in seconds; null: stuck. */
  seconds: number | null;
};

/** Every session of a round with the faults that it met; `startOf` names the start that made it. */
export function countRecovery(round: Round, startOf: ReadonlyMap<string, string>): Recovery[] {
  const crashes = crashesBySession(round.crashes);
  return round.journeys.map((journey) => {
    const { labSessionId, beganAt, endedAt, settledAt } = journey;
    const faults = [
      ...(crashes.get(labSessionId) ?? []),
      ...(crashes.get(startOf.get(labSessionId) ?? "") ?? []),
      ...(round.providerFaults.get(labSessionId) ?? []),
      ...round.databaseKills.map((at): Fault => ({ at, kind: "database" })),
    ].filter(({ at }) => at >= beganAt && at <= endedAt);
    if (settledAt === null) return { labSessionId, faults, seconds: null };
    // A start that met a crash after the session was ready recovers with its answer.
    const spans = faults.map(({ at }) => (at <= settledAt ? settledAt - at : endedAt - at));
    const last = Math.min(...spans.filter((span) => span >= 0));
    return { labSessionId, faults, seconds: faults.length === 0 ? 0 : last / 1_000 };
  });
}

function crashesBySession(crashes: readonly CrashRecord[]): Map<string, Fault[]> {
  const found = new Map<string, Fault[]>();
  const add = (subject: string, fault: Fault) => {
    found.set(subject, [...(found.get(subject) ?? []), fault]);
  };
  for (const { subject, point, action, at, met } of crashes) {
    add(subject, { at, kind: `${action} ${point}` });
    for (const other of met) {
      if (other !== subject) add(other, { at, kind: `${action} of its worker` });
    }
  }
  return found;
}
