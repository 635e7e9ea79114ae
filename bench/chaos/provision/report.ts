import { inTenths, percentiles } from "../../runner/percentiles.ts";
import type { Recovery } from "./count-recovery.ts";
import { crashPoints } from "./crash-draw.ts";
import type { Verdict } from "./judge-storm.ts";
import type { Round } from "./run-round.ts";

/** What came out of the rounds, as figures and as sentences about what must not be. */
export function report(storm: {
  rounds: readonly Round[];
  recoveries: readonly Recovery[];
  verdict: Verdict & { quietSeconds: number };
  faultsApplied: Readonly<Record<string, number>>;
}) {
  const { rounds, recoveries, verdict } = storm;
  const journeys = rounds.flatMap((round) => round.journeys);
  const hit = recoveries.filter(({ faults }) => faults.length > 0);
  const seconds = hit.flatMap((one) => (one.seconds === null ? [] : [one.seconds]));
  const stuck = recoveries.filter((one) => one.seconds === null).map((one) => one.labSessionId);
  const differently = journeys.filter(({ answeredDifferently }) => answeredDifferently);
  const complaints = rounds.flatMap((round) => round.complaints);
  return {
    figures: {
      runs: hit.length,
      sessions: journeys.length,
      orphans: verdict.orphans.length,
      duplicates: verdict.duplicates.length + differently.length,
      stuck: stuck.length + complaints.length,
      setAside: verdict.setAside,
      maxRecoverySeconds: inTenths(Math.max(0, ...seconds)),
      recoverySeconds: percentiles(seconds),
      quietSeconds: verdict.quietSeconds,
      endedAs: count(journeys.map(({ status, failureCode }) => failureCode ?? status)),
      byPoint: Object.fromEntries(
        crashPoints.map((point) => [point, byPoint(rounds, recoveries, point)]),
      ),
      byFault: {
        ...storm.faultsApplied,
        databaseKills: rounds.reduce((sum, { databaseKills }) => sum + databaseKills.length, 0),
        sessionsUnderDatabaseKills: hit.filter(({ faults }) => met(faults, "database")).length,
        sessionsWhoseWorkerWasHit: hit.filter(({ faults }) => met(faults, "of its worker")).length,
      },
      restarts: addUp(rounds.map(({ restarts }) => restarts)),
      seeds: rounds.map(({ seed }) => seed),
    },
    failures: [
      ...verdict.orphans.map((name) => `${name} belongs to nobody`),
      ...verdict.duplicates,
      ...differently.map(
        ({ labSessionId }) => `a start of ${labSessionId} answered another session`,
      ),
      ...stuck.map((id) => `session ${id} did not settle`),
      ...complaints,
    ],
  };
}

function byPoint(rounds: readonly Round[], recoveries: readonly Recovery[], point: string) {
  const crashes = rounds.flatMap((round) => round.crashes).filter((crash) => crash.point === point);
  const of = recoveries.filter(({ faults }) => met(faults, ` ${point}`));
  return {
    kill: crashes.filter(({ action }) => action === "kill").length,
    pause: crashes.filter(({ action }) => action === "pause").length,
    maxRecoverySeconds: inTenths(Math.max(0, ...of.map(({ seconds }) => seconds ?? 0))),
  };
}

function met(faults: Recovery["faults"], ending: string): boolean {
  return faults.some(({ kind }) => kind.endsWith(ending));
}

function count(names: readonly string[]): Record<string, number> {
  return addUp(names.map((name) => ({ [name]: 1 })));
}

function addUp(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const [name, n] of counts.flatMap((each) => Object.entries(each))) {
    sum[name] = (sum[name] ?? 0) + n;
  }
  return sum;
}
