import type { Tx } from "./transaction.ts";

/** How many sessions a student began within the hour before `at`, and when the oldest stops counting. */
export async function findRecentStarts(
  tx: Tx,
  userId: string,
  at: Date,
): Promise<{ count: number; retryAt: Date | null }> {
  const recent = await tx.labSession.findMany({
    where: { userId, createdAt: { gt: new Date(at.getTime() - 3_600_000) } },
    orderBy: { createdAt: "asc" },
    select: { createdAt: true },
  });
  const [oldest] = recent;
  const retryAt = oldest === undefined ? null : new Date(oldest.createdAt.getTime() + 3_600_000);
  return { count: recent.length, retryAt };
}
