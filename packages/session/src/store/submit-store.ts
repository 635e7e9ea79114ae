import type { Database } from "@forgea/schema";
import { newestPushFirst } from "./session-view-store.ts";

/** What Submit needs to know of a session before it asks the provider. */
export interface Submittable {
  readonly id: string;
  readonly providerRepoId: bigint | null;
  readonly lastPush: { readonly commitSha: string; readonly providerPushedAt: Date } | null;
}

/** A student's own session, or null: another's is answered as if it did not exist. */
export async function findSubmittable(
  database: Database,
  id: string,
  ownerId: string,
): Promise<Submittable | null> {
  const found = await database.prisma.labSession.findFirst({
    where: { id, userId: ownerId },
    select: {
      id: true,
      mappings: { where: { status: "ACTIVE" }, select: { providerRepoId: true } },
      snapshots: {
        orderBy: newestPushFirst,
        take: 1,
        select: { commitSha: true, providerPushedAt: true },
      },
    },
  });
  if (found === null) return null;
  return {
    id: found.id,
    providerRepoId: found.mappings[0]?.providerRepoId ?? null,
    lastPush: found.snapshots[0] ?? null,
  };
}
