import type { Database } from "@forgea/schema";
import type { Role } from "@forgea/trpc/actor";

/** Whom an open stream belongs to, as they were when it was opened. */
export interface StreamOwner {
  readonly id: string;
  readonly role: Role;
  readonly sessionEpoch: number;
}

/** The owners who lost their role or sign-in, or were banned, since their stream was opened. */
export async function findRevoked(
  database: Database,
  owners: readonly StreamOwner[],
): Promise<StreamOwner[]> {
  const ids = [...new Set(owners.map((owner) => owner.id))];
  const users = await database.prisma.user.findMany({
    where: { id: { in: ids }, bannedAt: null },
    select: { id: true, role: true, sessionEpoch: true },
  });
  const current = new Map(users.map((user) => [user.id, user]));
  return owners.filter((owner) => {
    const user = current.get(owner.id);
    return user?.role !== owner.role || user.sessionEpoch !== owner.sessionEpoch;
  });
}
