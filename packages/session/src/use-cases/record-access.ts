import type { MemberFacts } from "../domain/member-facts.ts";
import type { SessionDeps } from "../ports.ts";
import { findInvitedSession, markAccessAccepted } from "../store/access-store.ts";
import {
  decideDelivery,
  lockUndecidedDelivery,
  type StoredDelivery,
} from "../store/delivery-store.ts";
import { appendEvent } from "../store/event-store.ts";
import { lockLabSession } from "../store/lab-session-store.ts";
import { inTransaction } from "../store/transaction.ts";

/** The provider says that somebody got access: when it is the session's student, the page goes on. */
export async function recordAccess(
  deps: SessionDeps,
  delivery: StoredDelivery,
  facts: MemberFacts,
): Promise<void> {
  const at = deps.clock.now();
  await inTransaction(deps.database, async (tx) => {
    const labSessionId = await findInvitedSession(tx, delivery.host, facts);
    if (labSessionId !== null) await lockLabSession(tx, labSessionId);
    if (!(await lockUndecidedDelivery(tx, delivery.id))) return;
    const accepted = labSessionId !== null && (await markAccessAccepted(tx, labSessionId));
    if (accepted) {
      await appendEvent(tx, {
        labSessionId,
        kind: "access-accepted",
        by: { kind: "WEBHOOK", id: null },
        correlationId: delivery.correlationId,
        at,
      });
    }
    if (accepted) await decideDelivery(tx, delivery.id, "ACCEPTED", null, at);
    else await decideDelivery(tx, delivery.id, "IGNORED", "NOTHING_TO_DO", at);
  });
  deps.wake.touch();
}
