import type { Prisma } from "@forgea/schema";
import type { LabSessionEvent, LabSessionStatus, Mover } from "../domain/lifecycle.ts";
import { applyTransition } from "../store/apply-transition.ts";
import { inTransaction, type Tx } from "../store/transaction.ts";
import { startLab } from "../use-cases/start-lab.ts";
import { buildStudent, type TestLab } from "./builders.ts";
import type { TestDeps } from "./test-deps.ts";

const toFailed = ["fail", "ADMIN", "FAILED"] as const;
const toArchived = ["archive", "ADMIN", "ARCHIVED"] as const;

/** What leads from a bound session in progress to each status. */
const paths: Record<
  LabSessionStatus,
  readonly (readonly [LabSessionEvent, Mover, LabSessionStatus])[]
> = {
  PROVISIONING: [],
  IN_PROGRESS: [],
  COMPLETED: [["complete", "STUDENT", "COMPLETED"]],
  EXPIRED: [["expire", "SYSTEM", "EXPIRED"]],
  FAILED: [toFailed],
  ARCHIVED: [toArchived],
};

/**
 * A session brought to a status by legal moves alone, with or without a repository that was bound: rows
 * only, nothing at the provider.
 */
export async function buildLifecycleSession(
  deps: TestDeps,
  lab: TestLab,
  status: LabSessionStatus,
  bound: boolean,
): Promise<string> {
  const student = await buildStudent(deps);
  const { id } = await startLab(deps, student, { labSlug: lab.slug, correlationId: "test" });
  const moves = [...(bound ? [["bind", "SYSTEM", "IN_PROGRESS"] as const] : []), ...paths[status]];
  for (const [event, mover, to] of moves) {
    await inTransaction(deps.database, (tx) => makeMove(tx, deps, id, { event, mover, to }));
  }
  return id;
}

export interface TestMove {
  readonly event: LabSessionEvent;
  readonly mover: Mover;
  /** Where the table says that it leads; absent where it says that it is refused. */
  readonly to?: LabSessionStatus | undefined;
  readonly expectedVersion?: number;
}

/** One transition with the columns that its row needs, so that only the rules under test can refuse it. */
export async function makeMove(
  tx: Tx,
  deps: TestDeps,
  labSessionId: string,
  { event, mover, to, expectedVersion }: TestMove,
): Promise<void> {
  const at = deps.clock.now();
  const bound = { userForkUrl: "https://git.test/forgea/x", boundAt: at, startedAt: at };
  await applyTransition(tx, {
    labSessionId,
    event,
    by: { kind: mover, id: null },
    at,
    correlationId: "test",
    ...(expectedVersion !== undefined && { expectedVersion }),
    patch: { ...(to !== undefined && patchFor(to, at)), ...(event === "bind" && bound) },
  });
  if (event === "bind") await insertActiveMapping(tx, deps, labSessionId);
}

/** The columns that change with a status. */
function patchFor(to: LabSessionStatus, at: Date): Prisma.LabSessionUncheckedUpdateInput {
  switch (to) {
    case "FAILED":
      return { failureCode: "TEST", completedAt: null };
    case "COMPLETED":
      return { completedAt: at, failureCode: null };
    case "ARCHIVED":
      return {};
    case "PROVISIONING":
    case "IN_PROGRESS":
    case "EXPIRED":
      return { completedAt: null, failureCode: null };
  }
}

/** A bound repository that no other session has. */
async function insertActiveMapping(tx: Tx, deps: TestDeps, labSessionId: string): Promise<void> {
  const at = deps.clock.now();
  await tx.gitHubRepoMapping.create({
    data: {
      host: deps.github.host,
      providerRepoId: BigInt(`0x${labSessionId.replaceAll("-", "").slice(-12)}`) + 1n,
      owner: "forgea",
      name: `lab-${labSessionId}`,
      labSessionId,
      status: "ACTIVE",
      source: "PROVISIONED",
      boundAt: at,
      lastVerifiedAt: at,
    },
  });
}
