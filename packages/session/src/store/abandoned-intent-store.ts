import type { Database } from "@forgea/schema";
import { lookAgainHours } from "./stray-store.ts";
import type { Tx } from "./transaction.ts";

/** An intent that was given up, with what its compensation needs to know. */
export interface AbandonedIntent {
  readonly id: string;
  readonly state: "ABANDONED" | "SET_ASIDE";
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  readonly labSessionId: string | null;
  readonly providerRepoId: bigint | null;
  readonly templateTreeSha: string;
}

/** An intent whose compensation is still to be done, or to be tried again after a day; else null. */
export async function findAbandonedIntent(
  database: Database,
  id: string,
): Promise<AbandonedIntent | null> {
  const dayAgo = new Date(Date.now() - lookAgainHours * 3_600_000);
  const found = await database.prisma.repositoryIntent.findFirst({
    where: {
      id,
      OR: [{ state: "ABANDONED" }, { state: "SET_ASIDE", updatedAt: { lt: dayAgo } }],
    },
    select: {
      id: true,
      state: true,
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
  const state = intent.state === "SET_ASIDE" ? "SET_ASIDE" : "ABANDONED";
  return { ...intent, state, templateTreeSha: labVersion.templateTreeSha };
}

/** Writes how a compensation ended; false when another one was quicker. */
export async function settleIntent(
  tx: Tx,
  intent: Pick<AbandonedIntent, "id" | "state">,
  state: "DISCARDED" | "SET_ASIDE",
): Promise<boolean> {
  const { count } = await tx.repositoryIntent.updateMany({
    where: { id: intent.id, state: intent.state },
    data: { state, updatedAt: new Date() },
  });
  return count === 1;
}
