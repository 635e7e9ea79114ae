import { inTenths, percentile } from "../runner/percentiles.ts";
import type { FollowedPush } from "./judge-pushes.ts";
import type { SessionRecord } from "./read-records.ts";
import type { Start } from "./start-until-ready.ts";

/** Medians in milliseconds of the parts of a way, in their order. They need not add up to the median of the whole. */
export type Parts = Record<string, number>;

/**
 * Where the time goes between sending the start and an answer that says ready. Times of events are those of the
 * process that decided them, just before its commit.
 */
export function breakDownStarts(
  starts: readonly Start[],
  sessions: readonly SessionRecord[],
): Parts {
  const events = new Map(sessions.map((session) => [session.labSessionId, session.eventAt]));
  const ways = starts.map((start) => {
    const at = events.get(start.labSessionId) ?? {};
    const created = at["repository-created"];
    return {
      "request to session row": span(start.sentAt, at["start"]),
      "session row to answer": span(at["start"], start.answeredAt),
      "session row to repository": span(at["start"], created),
      "repository to bound": span(created, at["bind"]),
      "bound to access": span(at["bind"], at["access-accepted"]),
      "access to ready on the page": span(at["access-accepted"], start.readyAt),
    };
  });
  return medians(ways);
}

/** Where the time goes around the exit of `git push`. The webhook leaves before git has exited, so a part may be negative. */
export function breakDownPushes(pushes: readonly FollowedPush[]): Parts {
  return medians(
    pushes.map(({ exitedAt, record, seenAt }) => ({
      "exit of git to webhook received": record.receivedAt - exitedAt,
      "received to decided": record.decidedAt - record.receivedAt,
      "decided to seen in the monitor": seenAt - record.decidedAt,
    })),
  );
}

function span(from: number | undefined, to: number | undefined): number {
  return from === undefined || to === undefined ? Number.NaN : to - from;
}

function medians(ways: readonly Parts[]): Parts {
  const names = Object.keys(ways[0] ?? {});
  return Object.fromEntries(
    names.map((name) => {
      const values = ways.map((way) => way[name] ?? Number.NaN).filter(Number.isFinite);
      return [name, inTenths(percentile(values, 0.5))];
    }),
  );
}
