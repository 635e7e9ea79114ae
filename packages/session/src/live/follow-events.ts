import type { Actor } from "@forgea/trpc/actor";
import { tracked } from "@trpc/server";
import type { FollowMessage } from "../contracts/lab-session.ts";
import type { Cursor, FeedRow } from "../store/event-store.ts";
import { cursorText, type EventFeed, readCursor, toFeedItem } from "./event-feed.ts";

/** More missed events than this are not replayed one by one: the reader loads its page again. */
const maxReplay = 1_000;

export interface FollowRequest {
  readonly actor: Actor;
  readonly lastEventId: string | null;
  readonly wants: (row: FeedRow) => boolean;
  readonly signal: AbortSignal;
}

/**
 * A resumable stream: subscribes first, then replays what came after `lastEventId`, then goes on
 * live, so that nothing between the two is missed and nothing comes twice.
 */
export async function* followEvents(feed: EventFeed, request: FollowRequest) {
  const { actor, wants, signal } = request;
  const position = await feed.start();
  const owner = { id: actor.id, role: actor.role, sessionEpoch: actor.sessionEpoch };
  const subscriber = feed.subscribe(owner, wants);
  try {
    const resumeAt = request.lastEventId === null ? null : readCursor(request.lastEventId);
    let last: Cursor = resumeAt ?? position;
    if (resumeAt === null) {
      yield message(last, { type: "ready" });
    } else {
      const missed = await feed.replay(resumeAt, maxReplay);
      if (missed === null) {
        last = position;
        yield message(last, { type: "resync" });
      } else {
        for (const row of missed) {
          last = row.cursor;
          if (wants(row)) yield message(last, { type: "event", event: toFeedItem(row).event });
        }
      }
    }
    for (;;) {
      const taken = await subscriber.take(signal);
      if (taken === null) return;
      if (taken.overflowed) yield message(last, { type: "resync" });
      for (const { cursor, event } of taken.items) {
        if (!isAfter(cursor, last)) continue;
        last = cursor;
        yield message(cursor, { type: "event", event });
      }
    }
  } finally {
    feed.unsubscribe(subscriber);
  }
}

function message(cursor: Cursor, data: FollowMessage) {
  return tracked(cursorText(cursor), data);
}

function isAfter(a: Cursor, b: Cursor): boolean {
  return a.xid > b.xid || (a.xid === b.xid && a.id > b.id);
}
