import type { Database } from "@forgea/schema";
import type { Tx } from "./transaction.ts";

/** An intent that was given up, with what its compensation needs to know. */
export interface AbandonedIntent {
  readonly id: string;
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  readonly labSessionId: string | null;
  readonly providerRepoId: bigint | null;
  readonly templateTreeSha: string;
}

/** An intent whose compensation is still to be done, or null. */
export async function findAbandonedIntent(
  database: Database,
  id: string,
): Promise<AbandonedIntent | null> {
  const found = await database.prisma.repositoryIntent.findFirst({
    where: { id, state: "ABANDONED" },
    select: {
      id: true,
      host: true,
      owner: true,
      name: true,
      labSessionId: true,
      providerRepoId: true,
      labVersion: { select: { templateTreeSha: true } },
    },
  });
  if (found === null) return null;
  const { labVersion, ...intent } = found;
  return { ...intent, templateTreeSha: labVersion.templateTreeSha };
}

/** ABANDONED → DISCARDED or SET_ASIDE; false when another compensation was quicker. */
export async function settleIntent(
  tx: Tx,
  id: string,
  state: "DISCARDED" | "SET_ASIDE",
): Promise<boolean> {
  const { count } = await tx.repositoryIntent.updateMany({
    where: { id, state: "ABANDONED" },
    data: { state, updatedAt: new Date() },
  });
  return count === 1;
}
