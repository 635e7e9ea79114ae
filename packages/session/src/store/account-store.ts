import type { Database } from "@forgea/schema";

/** A person's account at a provider, or null. */
export function findAccount(database: Database, userId: string, host: string) {
  return database.prisma.gitHubAccount.findFirst({
    where: { userId, host },
    select: { host: true, login: true, linkedAt: true, verifiedAt: true },
  });
}
