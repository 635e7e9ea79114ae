import type { Database } from "@forgea/schema";
import {
  type CallLimits,
  expectedState,
  type Line,
  paceOf,
  preparingLimits,
  turnAt,
} from "../domain/provider-budget.ts";
import { type BudgetKey, type ReadBudget, readBudget } from "./budget-row.ts";
import type { Tx } from "./transaction.ts";

/** How the line looks from one intent's place. */
export interface Queue {
  /** Those who wait before it: for a student other students, for a preparation all students too. */
  readonly ahead: number;
  /** Creations under way at the provider, without its own. */
  readonly underWay: number;
  /** Students whose repository is under way and who are still to be invited. */
  readonly owed: number;
  /** How far apart turns lately were taken, in ms. */
  readonly paceMs: number;
  /** Made ahead of a class, for nobody yet. */
  readonly preparing: boolean;
}

interface QueueRow {
  readonly ahead: number;
  readonly underWay: number;
  readonly owed: number;
  readonly preparing: boolean;
  readonly turns: readonly Date[] | null;
}

/**
 * Who stands before this intent. Students go before preparations, each in the order of asking; those
 * whose template's breaker is open wait on their own.
 */
export async function readQueue(
  tx: Pick<Tx, "$queryRaw">,
  key: BudgetKey,
  intentId: string,
): Promise<Queue> {
  const [row] = await tx.$queryRaw<QueueRow[]>`
    SELECT me.lab_session_id IS NULL AS preparing,
      (SELECT count(*)::int FROM repository_intents i
       JOIN lab_versions v ON v.id = i.lab_version_id
       LEFT JOIN template_breakers b ON b.host = i.host AND b.repo_id = v.template_repo_id
       WHERE i.host = ${key.host} AND i.owner = ${key.owner} AND i.state = 'OPEN'
         AND i.turn_at IS NULL
         AND (i.lab_session_id IS NULL, i.created_at, i.id)
           < (me.lab_session_id IS NULL, me.created_at, me.id)
         AND (b.open_until IS NULL OR b.open_until < clock_timestamp())) AS ahead,
      (SELECT count(*)::int FROM repository_intents i
       WHERE i.host = ${key.host} AND i.owner = ${key.owner} AND i.step = 'CREATING'
         AND i.turn_at IS NOT NULL AND i.lease_until > clock_timestamp() AND i.id <> me.id
         AND i.state = 'OPEN') AS "underWay",
      (SELECT count(*)::int FROM repository_intents i
       WHERE i.host = ${key.host} AND i.owner = ${key.owner} AND i.id <> me.id
         AND i.lab_session_id IS NOT NULL AND i.turn_at > clock_timestamp() - interval '1 hour'
         AND i.state IN ('OPEN', 'BOUND') AND i.step <> 'DONE') AS owed,
      (SELECT array_agg(turn_at) FROM (
         SELECT turn_at FROM repository_intents i
         WHERE i.host = ${key.host} AND i.owner = ${key.owner}
           AND i.turn_at > clock_timestamp() - interval '10 minutes'
         ORDER BY turn_at DESC LIMIT 40) latest) AS turns
    FROM repository_intents me WHERE me.id = ${intentId}::uuid`;
  return {
    ahead: row?.ahead ?? 0,
    underWay: row?.underWay ?? 0,
    owed: row?.owed ?? 0,
    preparing: row?.preparing ?? false,
    paceMs: paceOf(row?.turns?.map((turn) => turn.getTime()) ?? []),
  };
}

/** The limits that hold for who stands there: preparing leaves a part of them to students. */
export function limitsOf(queue: Pick<Queue, "preparing">, limits: CallLimits): CallLimits {
  return queue.preparing ? preparingLimits(limits) : limits;
}

/** The line in calls: an invitation is one more for each student while they are needed. */
export function lineOf(
  { ahead, owed, preparing }: Queue,
  { invitationsNeeded }: Pick<ReadBudget, "invitationsNeeded">,
): Line {
  const callsEach = invitationsNeeded && !preparing ? 2 : 1;
  return { ahead, callsEach, owed: invitationsNeeded ? owed : 0 };
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
  limits: CallLimits | null,
): Promise<Place | null> {
  const { prisma } = database;
  const waiting = await prisma.repositoryIntent.count({
    where: { id: intentId, state: "OPEN", turnAt: null },
  });
  if (waiting === 0) return null;
  const [budget, queue] = await Promise.all([
    readBudget(prisma, key, limits),
    readQueue(prisma, key, intentId),
  ]);
  const state = { ...expectedState(budget, budget.now), paceMs: queue.paceMs };
  const at = turnAt(state, limits, budget.now, lineOf(queue, budget));
  return { place: queue.ahead + 1, turnAt: new Date(at) };
}

/** The budget and everybody who waits for it: what comes behind all of them is estimated from it. */
export async function readWholeLine(
  { prisma }: Pick<Database, "prisma">,
  key: BudgetKey,
  limits: CallLimits | null,
): Promise<{ budget: ReadBudget; waiting: number }> {
  const [budget, waiting, turns] = await Promise.all([
    readBudget(prisma, key, limits),
    prisma.repositoryIntent.count({ where: { ...key, state: "OPEN", turnAt: null } }),
    prisma.repositoryIntent.findMany({
      where: { ...key, turnAt: { gt: new Date(Date.now() - 600_000) } },
      orderBy: { turnAt: "desc" },
      take: 40,
      select: { turnAt: true },
    }),
  ]);
  const paceMs = paceOf(turns.flatMap(({ turnAt: turn }) => (turn === null ? [] : turn.getTime())));
  return { budget: { ...budget, ...expectedState(budget, budget.now), paceMs }, waiting };
}
