import type { Database } from "@forgea/schema";
import { breakerPauseMs } from "../domain/retry-pause.ts";
import { inTransaction } from "./transaction.ts";

/** A template at a provider, by its numeric id. */
export interface BreakerKey {
  readonly host: string;
  readonly repoId: bigint;
}

/** Until when a template's breaker is open, by the database's clock; null when it is closed. */
export async function findOpenBreaker(database: Database, key: BreakerKey): Promise<Date | null> {
  const { rows } = await database.pool.query<{ open_until: Date }>(
    `SELECT open_until FROM template_breakers
     WHERE host = $1 AND repo_id = $2 AND open_until > clock_timestamp()`,
    [key.host, key.repoId.toString()],
  );
  return rows[0]?.open_until ?? null;
}

/**
 * One more failure with this template: its breaker opens for longer each time. In one transaction,
 * whose lock on the row keeps an earlier failure from closing what a later one opened.
 */
export async function noteTemplateFailure(database: Database, key: BreakerKey): Promise<void> {
  await inTransaction(database, async (tx) => {
    const [breaker] = await tx.$queryRaw<{ failures: number }[]>`
      INSERT INTO template_breakers AS b (host, repo_id, failures) VALUES (${key.host}, ${key.repoId}, 1)
      ON CONFLICT (host, repo_id) DO UPDATE SET failures = b.failures + 1
      RETURNING failures`;
    const openUntil = new Date(Date.now() + breakerPauseMs(breaker?.failures ?? 1));
    await tx.templateBreaker.update({ where: { host_repoId: key }, data: { openUntil } });
  });
}

/** The template worked: whoever waited for it may go on. */
export async function noteTemplateSuccess(database: Database, key: BreakerKey): Promise<void> {
  await database.prisma.templateBreaker.updateMany({
    where: { ...key, failures: { gt: 0 } },
    data: { failures: 0, openUntil: null },
  });
}
