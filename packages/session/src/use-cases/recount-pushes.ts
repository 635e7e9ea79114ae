import { CodedError } from "@forgea/trpc/coded-error";
import { appendEvent, type NewEvent } from "../store/event-store.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { type Recount, recountSnapshots } from "../store/snapshot-store.ts";
import type { Tx } from "../store/transaction.ts";

/**
 * After a decision that moved an end: decides again, in the same transaction, which pushes count, and
 * appends which of them changed.
 */
export async function recountPushes(
  tx: Tx,
  event: Pick<NewEvent, "labSessionId" | "by" | "correlationId" | "at">,
): Promise<Recount> {
  const session = await lockLabSession(tx, event.labSessionId);
  if (session === null) throw new CodedError("NOT_FOUND");
  const recount = await recountSnapshots(tx, session.id, {
    ...session,
    held: session.heldAt !== null,
  });
  const { nowCounted, noLongerCounted } = recount;
  if (nowCounted.length + noLongerCounted.length > 0) {
    await appendEvent(tx, {
      ...event,
      kind: "pushes-recounted",
      data: { nowCounted: nowCounted.join(), noLongerCounted: noLongerCounted.join() },
    });
  }
  return recount;
}
