import { leasesOf, requireLease } from "@forgea/lifecycle/lease";
import type { Database } from "@forgea/schema";
import type { ProvisioningStep } from "../contracts/lab-session.ts";
import { enqueue, provisionKey } from "./job-store.ts";
import type { Tx } from "./transaction.ts";

/** What making a repository needs to know of its intent, whose lease this worker holds. */
export interface LeasedRepository {
  readonly id: string;
  readonly leaseEpoch: number;
  /** Null while it is made ahead of a class. */
  readonly labSessionId: string | null;
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  readonly attempts: number;
  readonly providerRepoId: bigint | null;
  /** How long the provider copies the content already, in milliseconds by the database's clock. */
  readonly copiedForMs: number;
  readonly lastErrorCode: string | null;
  readonly templateFullName: string;
  readonly templateRepoId: bigint;
  readonly templateTreeSha: string;
}

/** A session's repository intent, with what provisioning needs to know besides. */
export interface LeasedIntent extends LeasedRepository {
  readonly labSessionId: string;
  readonly step: ProvisioningStep;
  /** Set when it was made ahead of the session and its content was seen to be complete. */
  readonly preparedAt: Date | null;
  readonly acceptToken: Uint8Array | null;
  readonly durationMinutes: number | null;
  readonly dueAt: Date | null;
  readonly studentLogin: string | null;
  readonly studentBanned: boolean;
}

/**
 * Takes the lease of a session's unfinished intent for `seconds` by the database's clock and raises
 * its epoch; null when it is finished, its session is on hold, or another worker holds it.
 */
export async function leaseIntent(
  database: Database,
  labSessionId: string,
  leaseOwner: string,
  seconds: number,
): Promise<LeasedIntent | null> {
  const rows = await database.prisma.$queryRaw<LeasedIntent[]>`
    UPDATE repository_intents i
    SET lease_owner = ${leaseOwner}, lease_epoch = i.lease_epoch + 1, attempts = i.attempts + 1,
      lease_until = now() + make_interval(secs => ${seconds})
    FROM lab_versions v, labs l, lab_sessions s JOIN users u ON u.id = s.user_id
    WHERE i.lab_session_id = ${labSessionId}::uuid AND s.id = i.lab_session_id
      AND v.id = i.lab_version_id AND l.id = v.lab_id
      AND s.held_at IS NULL AND i.state IN ('OPEN', 'BOUND') AND i.step <> 'DONE'
      AND (i.lease_until IS NULL OR i.lease_until < now())
    RETURNING i.id, i.lease_epoch AS "leaseEpoch", i.lab_session_id AS "labSessionId", i.host,
      i.owner, i.name, i.step::text AS step, i.attempts, i.provider_repo_id AS "providerRepoId",
      i.prepared_at AS "preparedAt", i.accept_token AS "acceptToken", i.last_error_code AS "lastErrorCode",
      (CASE WHEN i.step = 'COPYING' THEN extract(epoch FROM now() - i.progress_at) * 1000 ELSE 0 END)
        ::float8 AS "copiedForMs",
      v.template_full_name AS "templateFullName", v.template_repo_id AS "templateRepoId", v.template_tree_sha AS "templateTreeSha",
      v.duration_minutes AS "durationMinutes", l.due_at AS "dueAt", (SELECT login FROM github_accounts a WHERE a.user_id = s.user_id AND a.host = i.host)
        AS "studentLogin",
      u.banned_at IS NOT NULL AS "studentBanned"`;
  return rows[0] ?? null;
}

/** When the lease of a session's unfinished intent runs out; null when nothing is left to do. */
export async function findLeaseEnd(database: Database, labSessionId: string): Promise<Date | null> {
  const intent = await database.prisma.repositoryIntent.findFirst({
    where: { labSessionId, state: { in: ["OPEN", "BOUND"] }, step: { not: "DONE" } },
    select: { leaseUntil: true },
  });
  return intent?.leaseUntil ?? null;
}

/** What a lease holder may write. */
export interface IntentPatch {
  readonly step?: ProvisioningStep;
  readonly state?: "OPEN" | "BOUND" | "ABANDONED" | "DISCARDED" | "SET_ASIDE";
  readonly providerRepoId?: bigint;
  readonly lastErrorCode?: string | null;
  readonly preparedAt?: Date;
  readonly acceptToken?: null;
  readonly turnAt?: null;
  readonly progressAt?: Date;
}

/** Writes to an intent, only while the lease's epoch is still the holder's. Throws LeaseLostError. */
export async function writeIntent(
  tx: Tx,
  intent: Pick<LeasedIntent, "id" | "leaseEpoch">,
  patch: IntentPatch,
): Promise<void> {
  const { count } = await tx.repositoryIntent.updateMany({
    where: { id: intent.id, leaseEpoch: intent.leaseEpoch },
    data: { ...patch, updatedAt: new Date() },
  });
  requireLease(count);
}

const leases = leasesOf("repository_intents");

/** Holds on to the lease for another `seconds`. Throws LeaseLostError. */
export function renewLease(
  { prisma }: Database,
  intent: Pick<LeasedIntent, "id" | "leaseEpoch">,
  seconds: number,
): Promise<void> {
  return leases.renew((...call) => prisma.$executeRawUnsafe(...call), intent, seconds);
}

/** Gives the lease back, so that the next try need not wait for it to run out. */
export function releaseIntent(
  { prisma }: Database,
  intent: Pick<LeasedIntent, "id" | "leaseEpoch">,
): Promise<void> {
  return leases.release((...call) => prisma.$executeRawUnsafe(...call), intent);
}

/**
 * Ends the work on a session's repository: raises the epoch, so that a lease holder writes nothing
 * more. What was not bound yet is cleared away by a job of its own; a bound repository stays.
 */
export async function abandonIntents(tx: Tx, labSessionId: string): Promise<void> {
  const ended = { leaseEpoch: { increment: 1 }, acceptToken: null, updatedAt: new Date() };
  await tx.repositoryIntent.updateMany({
    where: { labSessionId, state: "BOUND", step: { not: "DONE" } },
    data: { ...ended, step: "DONE" },
  });
  const open = await tx.repositoryIntent.findMany({
    where: { labSessionId, state: "OPEN" },
    select: { id: true },
  });
  await tx.repositoryIntent.updateMany({
    where: { id: { in: open.map(({ id }) => id) } },
    data: { ...ended, state: "ABANDONED" },
  });
  for (const { id } of open) await enqueueCompensation(tx, id);
}

/**
 * Gives a session that runs again the job that invites its student, when it was stopped before that
 * happened. Does nothing when the student has access, or an invitation.
 */
export async function resumeAccess(
  tx: Tx,
  labSessionId: string,
  correlationId: string,
): Promise<void> {
  const { count } = await tx.repositoryIntent.updateMany({
    where: { labSessionId, state: "BOUND", labSession: { accessState: "PENDING" } },
    data: { step: "INVITING", leaseEpoch: { increment: 1 }, updatedAt: new Date() },
  });
  if (count === 0) return;
  await enqueue(tx, {
    task: "provision-lab-session",
    payload: { labSessionId, correlationId },
    key: provisionKey(labSessionId),
  });
}

/** Longer than a call to the provider may take: what was asked for is there by then, or never. */
const settleMs = 15_000;

/** Plans the clearing away of an abandoned intent's repository, once per intent. */
export async function enqueueCompensation(tx: Tx, intentId: string): Promise<void> {
  await enqueue(tx, {
    task: "compensate-repository",
    payload: { intentId },
    runAt: new Date(Date.now() + settleMs),
    key: `compensate:${intentId}`,
  });
}
