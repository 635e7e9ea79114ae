import type { Actor } from "@forgea/trpc/actor";
import { CodedError } from "@forgea/trpc/coded-error";
import type { PrepareInput } from "../contracts/staff-lab.ts";
import type { SessionDeps } from "../ports.ts";
import { runCommandOnce } from "../store/command-store.ts";
import { findVersionToPrepare, insertPreparation } from "../store/preparation-store.ts";
import { inTransaction } from "../store/transaction.ts";

/** Nobody keeps repositories that nobody uses for longer, in days. */
const longestDays = 31;

/**
 * Asks for repositories ahead of a class, of the lab's newest version: a row, an intent and a job
 * for each, in one transaction. Throws LAB_NOT_AVAILABLE, STALE_VERSION when a newer version was
 * published meanwhile, VALIDATION for times that cannot be, and what runCommandOnce throws.
 */
export async function prepareRepositories(
  deps: SessionDeps,
  actor: Actor,
  { idempotencyKey, ...request }: PrepareInput,
): Promise<{ id: string; requested: number }> {
  const at = deps.clock.now();
  const { slug, count, versionNumber, classStartsAt, wantedUntil } = request;
  const command = {
    actorId: actor.id,
    key: idempotencyKey,
    kind: "prepare",
    request: {
      ...request,
      classStartsAt: classStartsAt?.toISOString() ?? null,
      wantedUntil: wantedUntil.toISOString(),
    },
  };
  return inTransaction(deps.database, (tx) =>
    runCommandOnce(tx, command, async () => {
      refuseOddTimes(at, classStartsAt, wantedUntil);
      const version = await findVersionToPrepare(tx, slug, at);
      if (version === null) throw new CodedError("LAB_NOT_AVAILABLE");
      if (version.number !== versionNumber) throw new CodedError("STALE_VERSION");
      const key = { host: deps.github.host, owner: deps.organisation };
      const id = await insertPreparation(tx, key, {
        labVersionId: version.id,
        requested: count,
        requestedById: actor.id,
        classStartsAt,
        wantedUntil,
      });
      return { id, requested: count };
    }),
  );
}

function refuseOddTimes(at: Date, classStartsAt: Date | null, wantedUntil: Date): void {
  const longest = at.getTime() + longestDays * 86_400_000;
  const earliest = Math.max(at.getTime(), classStartsAt?.getTime() ?? 0);
  const until = wantedUntil.getTime();
  if (until <= earliest || until > longest) throw new CodedError("VALIDATION");
}
