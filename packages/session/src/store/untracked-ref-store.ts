import type { PushFacts } from "../domain/push-facts.ts";
import type { Tx } from "./transaction.ts";

/** A session keeps this many of its refs that do not count; a student can make thousands of branches. */
export const keptUntrackedRefs = 20;

const longestName = /^.{0,255}/su;

/**
 * Notes a push to a branch or tag that does not count, without an event: a loop that makes branches must
 * not fill the session's chain. The session's row must be locked.
 */
export async function noteUntrackedRef(
  tx: Tx,
  labSessionId: string,
  facts: Pick<PushFacts, "ref" | "defaultBranch">,
  receivedAt: Date,
): Promise<void> {
  const [ref, defaultBranch] = [storable(facts.ref), storable(facts.defaultBranch)];
  if (ref === "" || defaultBranch === "") return;
  await tx.untrackedRef.upsert({
    where: { labSessionId_ref: { labSessionId, ref } },
    create: { labSessionId, ref, defaultBranch, lastReceivedAt: receivedAt },
    update: { defaultBranch, lastReceivedAt: receivedAt, pushes: { increment: 1 } },
  });
  const tooOld = await tx.untrackedRef.findMany({
    where: { labSessionId },
    orderBy: [{ lastReceivedAt: "desc" }, { ref: "asc" }],
    skip: keptUntrackedRefs,
    select: { ref: true },
  });
  if (tooOld.length === 0) return;
  await tx.untrackedRef.deleteMany({
    where: { labSessionId, ref: { in: tooOld.map((row) => row.ref) } },
  });
}

/** Control characters and halves of a pair are no text that the database takes or a page should show. */
function storable(name: string): string {
  return longestName.exec(name.replaceAll(/\p{C}/gu, ""))?.[0] ?? "";
}
