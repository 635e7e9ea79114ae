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
  const at = deps.clock.now();
  for (const [event, mover, to] of moves) {
    await inTransaction(deps.database, async (tx) => {
      await applyTransition(tx, {
        labSessionId: id,
        event,
        by: { kind: mover, id: null },
        at,
        correlationId: "test",
        patch: {
          ...patchFor(to, at),
          ...(event === "bind" && {
            userForkUrl: "https://git.test/forgea/x",
            boundAt: at,
            startedAt: at,
          }),
        },
      });
      if (event === "bind") await insertActiveMapping(tx, deps, id);
    });
  }
  return id;
}

/** The columns that a row needs in a status, so that only the rule under test can refuse it. */
export function patchFor(to: LabSessionStatus, at: Date): Prisma.LabSessionUncheckedUpdateInput {
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
export async function insertActiveMapping(
  tx: Tx,
  deps: TestDeps,
  labSessionId: string,
): Promise<void> {
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
