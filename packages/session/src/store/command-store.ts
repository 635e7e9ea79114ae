import { createHash } from "node:crypto";
import { canonicalJson } from "@forgea/lifecycle/event-text";
import type { Database, Prisma } from "@forgea/schema";
import { CodedError } from "@forgea/trpc/coded-error";
import type { Tx } from "./transaction.ts";

export interface CommandRequest {
  readonly actorId: string;
  readonly key: string;
  readonly kind: string;
  /** Everything that makes two requests the same one. */
  readonly request: unknown;
}

/**
 * Runs a command once per (actor, idempotency key), inside its own transaction: the same request
 * gets the same answer again, another request under the same key is refused with KEY_REUSED.
 * Two at once are ordered by the key's row: the second waits and gets the first one's answer.
 */
export async function runCommandOnce<Result extends Prisma.InputJsonObject>(
  tx: Tx,
  command: CommandRequest,
  run: () => Promise<Result>,
): Promise<Result> {
  const requestHash = createHash("sha256").update(canonicalJson(command.request)).digest();
  const { count } = await tx.command.createMany({
    data: {
      actorId: command.actorId,
      key: command.key,
      kind: command.kind,
      requestHash,
      result: {},
    },
    skipDuplicates: true,
  });
  const id = { actorId: command.actorId, key: command.key };
  if (count === 0) {
    const before = await tx.command.findUniqueOrThrow({ where: { actorId_key: id } });
    const same = before.kind === command.kind && requestHash.equals(before.requestHash);
    if (!same) throw new CodedError("KEY_REUSED");
    // Written by this function below: the same command's own result.
    return before.result as Result;
  }
  const result = await run();
  await tx.command.update({ where: { actorId_key: id }, data: { result } });
  return result;
}

/** Whether this actor's key was used before, by whatever request. */
export async function isCommandKnown(
  database: Database,
  command: Pick<CommandRequest, "actorId" | "key">,
): Promise<boolean> {
  const { actorId, key } = command;
  const found = await database.prisma.command.findUnique({
    where: { actorId_key: { actorId, key } },
    select: { key: true },
  });
  return found !== null;
}
