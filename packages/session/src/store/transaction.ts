import { type Database, isRetryable, type Prisma } from "@forgea/schema";

/** A transaction's client: stores take it so that one use case is one transaction. */
export type Tx = Prisma.TransactionClient;

const maxTries = 5;

/**
 * Runs `work` in one transaction; serialisation failures and deadlocks (40001, 40P01) are tried
 * again up to five times with jitter. Unique violations are never retried: the caller re-reads.
 * No call to the provider may happen inside.
 */
export async function inTransaction<T>(
  database: Database,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.prisma.$transaction(work, { maxWait: 5_000, timeout: 10_000 });
    } catch (error) {
      if (attempt >= maxTries || !isRetryable(error)) throw error;
      const pause = Math.random() * 20 * 2 ** attempt;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
