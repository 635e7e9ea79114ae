import type { Database } from "@forgea/schema";
import { type CallLimits, expectedState, turnAt } from "../domain/provider-budget.ts";
import {
  type BudgetKey,
  keptCalls,
  lockBudget,
  type ReadBudget,
  readBudget,
} from "./budget-row.ts";
import { limitsOf, lineOf, type Queue, readQueue } from "./queue-store.ts";
import { inTransaction, type Tx } from "./transaction.ts";

export type Turn = { readonly granted: true } | { readonly granted: false; readonly at: Date };

/** How long until a full house is looked at again, in milliseconds. */
const fullHouseMs = 1_000;

/**
 * Longer than any call to the provider, in milliseconds. A call counts as made that much later until
 * its end is known: what was sent may be executed late, and no window may then hold one too many.
 */
const unansweredMs = 15_000;

/**
 * Asks for one creation for this intent. Granted in the order of asking: only when the calls that
 * are left reach all who wait before it. Otherwise answers when its turn is likely to come, without
 * having taken the budget's lock, so that a long line does not stand in its own way.
 */
export async function takeTurn(
  database: Database,
  key: BudgetKey,
  intentId: string,
  limits: CallLimits | null,
): Promise<Turn> {
  if (limits === null) return takeFreeTurn(database, key, intentId);
  const { prisma } = database;
  const seen = await readBudget(prisma, key, limits);
  const outside = judge(seen, await readQueue(prisma, key, intentId), limits);
  if (!outside.granted) return outside;
  return inTransaction(database, async (tx) => {
    const budget = await lockBudget(tx, key, limits);
    const turn = judge(budget, await readQueue(tx, key, intentId), limits);
    if (!turn.granted) return turn;
    await spend(tx, key, budget, limits);
    await tx.repositoryIntent.update({
      where: { id: intentId },
      data: { turnAt: new Date(budget.now) },
    });
    return turn;
  });
}

function judge(budget: ReadBudget, queue: Queue, limits: CallLimits): Turn {
  const own = limitsOf(queue, limits);
  if (queue.underWay >= own.atOnce) {
    const until = budget.now + fullHouseMs + Math.min(queue.ahead, own.perMinute) * queue.paceMs;
    return { granted: false, at: new Date(until) };
  }
  const line = lineOf(queue, budget);
  // The pace is for estimates: who asks when the budget reaches them need not wait for it.
  if (turnAt(budget, own, budget.now, line) <= budget.now) return { granted: true };
  const expected = turnAt(expectedState(budget, budget.now), own, budget.now, line);
  return { granted: false, at: new Date(Math.max(expected, budget.now + fullHouseMs)) };
}

/** Without limits there is nothing to count: only a pause that the provider asked for holds. */
async function takeFreeTurn(database: Database, key: BudgetKey, intentId: string): Promise<Turn> {
  const { rows } = await database.pool.query<{ blocked_until: Date | null }>(
    `WITH pause AS (
       SELECT max(blocked_until) AS blocked_until FROM provider_budgets
       WHERE host = $1 AND owner = $2 AND blocked_until > clock_timestamp()
     ), taken AS (
       UPDATE repository_intents SET turn_at = clock_timestamp() FROM pause
       WHERE id = $3 AND pause.blocked_until IS NULL
     )
     SELECT blocked_until FROM pause`,
    [key.host, key.owner, intentId],
  );
  const until = rows[0]?.blocked_until ?? null;
  return until === null ? { granted: true } : { granted: false, at: until };
}

/** A granted invitation, to be settled when the provider answered. */
export type InvitationTurn =
  | { readonly granted: true; readonly spent: Date | null }
  | { readonly granted: false; readonly at: Date };

/** Asks for one invitation; those go before new creations, so that what was begun is finished. */
export async function takeInvitation(
  database: Database,
  key: BudgetKey,
  limits: CallLimits | null,
): Promise<InvitationTurn> {
  if (limits === null) return { granted: true, spent: null };
  return inTransaction(database, async (tx) => {
    const before = await readBudget(tx, key, limits);
    if (!before.invitationsNeeded) return { granted: true, spent: null };
    const budget = await lockBudget(tx, key, limits);
    const at = turnAt(budget, limits, budget.now, { ahead: 0, callsEach: 1, owed: 0 });
    if (at > budget.now) return { granted: false, at: new Date(at) };
    return { granted: true, spent: await spend(tx, key, budget, limits) };
  });
}

/** The provider asked for silence: nobody calls it before then. A shorter pause never ends a longer one. */
export async function pauseBudget(database: Database, key: BudgetKey, until: Date): Promise<void> {
  await database.pool.query(
    `INSERT INTO provider_budgets AS b (host, owner, calls, blocked_until) VALUES ($1, $2, '{}', $3)
     ON CONFLICT (host, owner) DO UPDATE
     SET blocked_until = greatest(b.blocked_until, excluded.blocked_until)`,
    [key.host, key.owner, until],
  );
}

/** Remembers whether students need an invitation, as the provider's last answer showed. */
export async function noteInvitationsNeeded(
  database: Database,
  key: BudgetKey,
  invitationsNeeded: boolean,
): Promise<void> {
  await database.prisma.providerBudget.updateMany({
    where: { ...key, invitationsNeeded: !invitationsNeeded },
    data: { invitationsNeeded },
  });
}

/** The creation that this intent had its turn for was answered: from now on it counts as made now. */
export async function settleCreation(
  database: Database,
  key: BudgetKey,
  intentId: string,
  limits: CallLimits | null,
): Promise<void> {
  if (limits === null) return;
  const intent = await database.prisma.repositoryIntent.findUnique({
    where: { id: intentId },
    select: { turnAt: true },
  });
  const turn = intent?.turnAt;
  if (turn) await settleCall(database, key, new Date(turn.getTime() + unansweredMs));
}

/** A call was answered: from now on it counts as made now, no longer as one that may come late. */
export async function settleCall(
  database: Database,
  key: BudgetKey,
  spent: Date | null,
): Promise<void> {
  if (spent === null) return;
  await database.pool.query(
    `UPDATE provider_budgets b
     SET calls = b.calls[:spent.place - 1] || b.calls[spent.place + 1:]
       || least(clock_timestamp(), $3::timestamptz)::timestamptz(3)
     FROM (SELECT host, owner, array_position(calls, $3::timestamptz(3)) AS place
           FROM provider_budgets WHERE host = $1 AND owner = $2 FOR UPDATE) AS spent
     WHERE b.host = spent.host AND b.owner = spent.owner AND spent.place IS NOT NULL`,
    [key.host, key.owner, spent],
  );
}

async function spend(
  tx: Tx,
  key: BudgetKey,
  budget: ReadBudget,
  limits: CallLimits,
): Promise<Date> {
  const spent = new Date(budget.now + unansweredMs);
  await tx.providerBudget.update({
    where: { host_owner: key },
    data: { calls: [...keptCalls(budget, limits), spent] },
  });
  return spent;
}
