import type { AcceptedPush } from "./read-records.ts";
import type { Sightings } from "./watch-monitor.ts";
import type { Push } from "./work-and-push.ts";

/** A push with what became of it. */
export type FollowedPush = Push & { record: AcceptedPush; seenAt: number };

export type Verdict = {
  visible: FollowedPush[];
  /** Pushes that git took and the monitor never showed. */
  lost: number;
  /** Pushes that were recorded or shown more than once. */
  doubled: number;
  uncounted: number;
  /** Accepted pushes in these sessions that nobody made. */
  unexpected: number;
};

/**
 * Finds for each push its record, by session and commit, and for the record its sightings in the stream, by session
 * and sequence number: exact whatever the order of arrival was, and nothing had to be fetched while it was measured.
 */
export function judgePushes(
  pushes: readonly Push[],
  records: readonly AcceptedPush[],
  sightings: Sightings,
): Verdict {
  const verdict: Verdict = { visible: [], lost: 0, doubled: 0, uncounted: 0, unexpected: 0 };
  const byCommit = Map.groupBy(records, keyOf);
  for (const push of pushes) {
    const own = byCommit.get(keyOf(push)) ?? [];
    byCommit.delete(keyOf(push));
    const seen = own.flatMap(({ labSessionId, seq }) => sightings.of(labSessionId, seq));
    const [record] = own;
    const [seenAt] = seen;
    if (own.length > 1 || seen.length > 1) verdict.doubled += 1;
    if (record === undefined || seenAt === undefined) verdict.lost += 1;
    else {
      verdict.visible.push({ ...push, record, seenAt });
      if (!record.counted) verdict.uncounted += 1;
    }
  }
  verdict.unexpected = [...byCommit.values()].flat().length;
  return verdict;
}

function keyOf({ labSessionId, commitSha }: { labSessionId: string; commitSha: string }): string {
  return `${labSessionId} ${commitSha}`;
}
