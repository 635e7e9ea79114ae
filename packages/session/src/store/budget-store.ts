import type { Database } from "@forgea/schema";
import {
  type BudgetState,
  type CallLimits,
  creationsAtOnce,
  recentCalls,
  turnAt,
} from "../domain/provider-budget.ts";
import { inTransaction, type Tx } from "./transaction.ts";

/** One installation's budget. */
export interface BudgetKey {
  readonly host: string;
  readonly owner: string;
}

export type Turn = { readonly granted: true } | { readonly granted: false; readonly at: Date };

/** How long until a full house is looked at again, in milliseconds. */
const fullHouseMs = 1_000;

/**
 * Asks for one creation for this intent. Granted in the order of asking: only when the calls that
 * are left reach all who wait before it. Otherwise answers when its turn is likely to come.
 */
export function takeTurn(
  database: Database,
  key: BudgetKey,
  intentId: string,
  limits: CallLimits,
): Promise<Turn> {
  return inTransaction(database, async (tx) => {
    const budget = await lockBudget(tx, key);
    const queue = await readQueue(tx, key, intentId);
    if (queue.underWay >= creationsAtOnce) return later(budget.now + fullHouseMs);
    const at = turnAt(budget, limits, budget.now, queue.ahead, 1);
    if (at > budget.now) return later(at);
    await spend(tx, key, budget, 1);
    await tx.repositoryIntent.update({
      where: { id: intentId },
      data: { turnAt: new Date(budget.now) },
    });
    return { granted: true };
  });
}

/** Asks for one invitation; those go before new creations, so that what was begun is finished. */
export function takeInvitation(
  database: Database,
  key: BudgetKey,
  limits: CallLimits,
): Promise<Turn> {
  return inTransaction(database, async (tx) => {
    const budget = await lockBudget(tx, key);
    if (!budget.invitationsNeeded) return { granted: true };
    const at = turnAt(budget, limits, budget.now, 0, 1);
    if (at > budget.now) return later(at);
    await spend(tx, key, budget, 1);
    return { granted: true };
  });
}

/** The provider asked for silence: nobody calls it before then. */
export async function pauseBudget(database: Database, key: BudgetKey, until: Date): Promise<void> {
  await database.prisma.providerBudget.upsert({
    where: { host_owner: key },
    create: { ...key, blockedUntil: until },
    update: { blockedUntil: until },
  });
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

/** A waiting intent's place in line (1: next) and when its turn is likely to come. */
export interface Place {
  readonly place: number;
  readonly turnAt: Date;
}

/** Where an intent stands in line; null when it does not wait for a turn any more. */
export async function findPlace(
  database: Database,
  key: BudgetKey,
  intentId: string,
  limits: CallLimits,
): Promise<Place | null> {
  return database.prisma.$transaction(async (tx) => {
    const waiting = await tx.repositoryIntent.count({
      where: { id: intentId, state: "OPEN", turnAt: null },
    });
    if (waiting === 0) return null;
    const budget = await readBudget(tx, key);
    const { ahead } = await readQueue(tx, key, intentId);
    const callsEach = budget.invitationsNeeded ? 2 : 1;
    const at = turnAt(budget, limits, budget.now, ahead, callsEach);
    return { place: ahead + 1, turnAt: new Date(at) };
  });
}

interface LockedBudget extends BudgetState {
  readonly now: number;
  readonly invitationsNeeded: boolean;
}

async function lockBudget(tx: Tx, key: BudgetKey): Promise<LockedBudget> {
  await tx.$executeRaw`
    INSERT INTO provider_budgets (host, owner, calls) VALUES (${key.host}, ${key.owner}, '{}')
    ON CONFLICT DO NOTHING`;
  await tx.$queryRaw`
    SELECT host FROM provider_budgets WHERE host = ${key.host} AND owner = ${key.owner} FOR UPDATE`;
  return readBudget(tx, key);
}

/** Times are the database's: workers on several machines share one clock. */
async function readBudget(tx: Tx, key: BudgetKey): Promise<LockedBudget> {
  const [time] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  const now = time?.now.getTime() ?? 0;
  const row = await tx.providerBudget.findUnique({ where: { host_owner: key } });
  return {
    now,
    calls: recentCalls(row?.calls.map((call) => call.getTime()) ?? [], now),
    blockedUntil: row?.blockedUntil?.getTime() ?? null,
    invitationsNeeded: row?.invitationsNeeded ?? true,
  };
}

async function spend(tx: Tx, key: BudgetKey, budget: LockedBudget, calls: number): Promise<void> {
  const made = Array.from({ length: calls }, () => budget.now);
  await tx.providerBudget.update({
    where: { host_owner: key },
    data: { calls: [...budget.calls, ...made].map((call) => new Date(call)) },
  });
}

interface Queue {
  readonly ahead: number;
  readonly underWay: number;
}

/** Who waits before this intent. Those whose template's breaker is open wait on their own. */
async function readQueue(tx: Tx, key: BudgetKey, intentId: string): Promise<Queue> {
  const [queue] = await tx.$queryRaw<{ ahead: bigint; under_way: bigint }[]>`
    SELECT
      (SELECT count(*) FROM repository_intents i
       JOIN lab_versions v ON v.id = i.lab_version_id
       LEFT JOIN template_breakers b ON b.host = i.host AND b.repo_id = v.template_repo_id
       WHERE i.host = ${key.host} AND i.owner = ${key.owner} AND i.state = 'OPEN'
         AND i.turn_at IS NULL AND (i.created_at, i.id) < (me.created_at, me.id)
         AND (b.open_until IS NULL OR b.open_until < clock_timestamp())) AS ahead,
      (SELECT count(*) FROM repository_intents i
       WHERE i.host = ${key.host} AND i.owner = ${key.owner} AND i.step = 'CREATING'
         AND i.turn_at IS NOT NULL AND i.lease_until > clock_timestamp() AND i.id <> me.id
         AND i.state = 'OPEN') AS under_way
    FROM repository_intents me WHERE me.id = ${intentId}::uuid`;
  return { ahead: Number(queue?.ahead ?? 0n), underWay: Number(queue?.under_way ?? 0n) };
}

function later(at: number): Turn {
  return { granted: false, at: new Date(at) };
}
