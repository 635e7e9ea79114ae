import { type BudgetState, type CallLimits, recentCalls } from "../domain/provider-budget.ts";
import type { Tx } from "./transaction.ts";

/** One installation's budget. */
export interface BudgetKey {
  readonly host: string;
  readonly owner: string;
}

/** A budget with the database's time of reading, in ms since 1970. */
export interface ReadBudget extends BudgetState {
  readonly now: number;
  readonly invitationsNeeded: boolean;
}

/** Reads the budget's row under its lock, which orders those who take calls from it. */
export async function lockBudget(tx: Tx, key: BudgetKey, limits: CallLimits): Promise<ReadBudget> {
  await tx.$executeRaw`
    INSERT INTO provider_budgets (host, owner, calls) VALUES (${key.host}, ${key.owner}, '{}')
    ON CONFLICT DO NOTHING`;
  await tx.$queryRaw`
    SELECT host FROM provider_budgets WHERE host = ${key.host} AND owner = ${key.owner} FOR UPDATE`;
  return readBudget(tx, key, limits);
}

interface BudgetRow {
  readonly now: Date;
  readonly calls: readonly Date[] | null;
  readonly blockedUntil: Date | null;
  readonly invitationsNeeded: boolean | null;
}

/**
 * Reads the budget without a lock, for estimates. Times are the database's: workers on several
 * machines share one clock.
 */
export async function readBudget(
  tx: Pick<Tx, "$queryRaw">,
  key: BudgetKey,
  limits: CallLimits | null,
): Promise<ReadBudget> {
  const [row] = await tx.$queryRaw<BudgetRow[]>`
    SELECT clock_timestamp() AS now, b.calls, b.blocked_until AS "blockedUntil",
      b.invitations_needed AS "invitationsNeeded"
    FROM (SELECT) AS one
    LEFT JOIN provider_budgets b ON b.host = ${key.host} AND b.owner = ${key.owner}`;
  const now = row?.now.getTime() ?? Date.now();
  const calls = row?.calls?.map((call) => call.getTime()) ?? [];
  return {
    now,
    calls: limits === null ? [] : recentCalls(calls, limits, now),
    blockedUntil: row?.blockedUntil?.getTime() ?? null,
    invitationsNeeded: row?.invitationsNeeded ?? true,
  };
}

/** What of the calls must be kept, as it is written back. */
export function keptCalls(budget: ReadBudget, limits: CallLimits): Date[] {
  return recentCalls(budget.calls, limits, budget.now).map((call) => new Date(call));
}
