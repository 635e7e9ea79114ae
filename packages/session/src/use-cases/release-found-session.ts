import { heldForMissing } from "../domain/loss-rules.ts";
import { releaseSession } from "../store/hold-store.ts";
import type { LockedLabSession } from "../store/lab-session-store.ts";
import type { Tx } from "../store/transaction.ts";
import { recountPushes } from "./recount-pushes.ts";

/** Ends the hold of a locked session whose repository is there again, if it was held for missing it. */
export async function releaseFoundSession(
  tx: Tx,
  session: LockedLabSession,
  { at, correlationId }: { at: Date; correlationId: string },
): Promise<void> {
  if (session.heldAt === null) return;
  const { holdReason } = await tx.labSession.findUniqueOrThrow({
    where: { id: session.id },
    select: { holdReason: true },
  });
  if (!heldForMissing(holdReason)) return;
  const by = { kind: "SYSTEM", id: null } as const;
  await releaseSession(tx, session, { by, at, correlationId });
  // What was pushed meanwhile was kept undecided.
  await recountPushes(tx, { labSessionId: session.id, by, at, correlationId });
}
