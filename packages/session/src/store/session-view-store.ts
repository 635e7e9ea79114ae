import type { Database, Prisma } from "@forgea/schema";

/** By when they were pushed: jobs of two pushes at once may end in either order. */
export const newestPushFirst: Prisma.SnapshotOrderByWithRelationInput[] = [
  { providerPushedAt: "desc" },
  { receivedAt: "desc" },
];

const receiptColumns = {
  number: true,
  commitSha: true,
  ref: true,
  forced: true,
  providerPushedAt: true,
  receivedAt: true,
  counted: true,
  notCountedReason: true,
} as const;

/** Pages show at most this many pushes; the newest ones. */
const maxPushes = 200;

const sessionColumns = {
  id: true,
  status: true,
  version: true,
  eventSeq: true,
  attempt: true,
  heldAt: true,
  holdReason: true,
  failureCode: true,
  accessState: true,
  invitationExpiresAt: true,
  createdAt: true,
  updatedAt: true,
  boundAt: true,
  startedAt: true,
  endsAt: true,
  completedAt: true,
  lastPushAt: true,
  lastVerifiedAt: true,
  lab: {
    select: {
      slug: true,
      title: true,
      status: true,
      opensAt: true,
      dueAt: true,
      maxAttempts: true,
    },
  },
  labVersion: { select: { number: true } },
  snapshots: { orderBy: newestPushFirst, take: maxPushes, select: receiptColumns },
  otherRefs: {
    orderBy: { lastReceivedAt: "desc" },
    select: { ref: true, defaultBranch: true, pushes: true, lastReceivedAt: true },
  },
  mappings: {
    orderBy: { createdAt: "desc" },
    select: {
      host: true,
      providerRepoId: true,
      owner: true,
      name: true,
      status: true,
      boundAt: true,
      releasedAt: true,
      lastVerifiedAt: true,
      missingSince: true,
      lostAt: true,
    },
  },
  intents: {
    orderBy: { createdAt: "desc" },
    take: 1,
    select: { id: true, host: true, owner: true, step: true, updatedAt: true },
  },
} as const;

/** A student's own session with all that its page shows, or null. */
export function findOwnSession(database: Database, id: string, ownerId: string) {
  return database.prisma.labSession.findFirst({
    where: { id, userId: ownerId },
    select: {
      ...sessionColumns,
      // Who submitted last, and what staff gave as their reason.
      events: {
        where: { toStatus: "COMPLETED" },
        orderBy: { seq: "desc" },
        take: 1,
        select: { toStatus: true, actorKind: true, at: true, note: { select: { text: true } } },
      },
    },
  });
}

/** A session with its student, timeline and other attempts, for staff; or null. */
export async function findSessionForStaff(database: Database, id: string) {
  const session = await database.prisma.labSession.findUnique({
    where: { id },
    select: {
      ...sessionColumns,
      userId: true,
      labId: true,
      trial: true,
      user: { select: { id: true, name: true, accounts: { take: 1, select: { login: true } } } },
      events: {
        orderBy: { seq: "asc" },
        select: {
          seq: true,
          kind: true,
          fromStatus: true,
          toStatus: true,
          actorKind: true,
          actorId: true,
          data: true,
          correlationId: true,
          at: true,
          note: { select: { text: true } },
        },
      },
    },
  });
  if (session === null) return null;
  const actorIds = session.events.flatMap((event) => event.actorId ?? []);
  const [actors, otherAttempts] = await Promise.all([
    database.prisma.user.findMany({
      where: { id: { in: [...new Set(actorIds)] } },
      select: { id: true, name: true },
    }),
    database.prisma.labSession.findMany({
      where: {
        userId: session.userId,
        labId: session.labId,
        trial: session.trial,
        id: { not: session.id },
      },
      orderBy: { attempt: "desc" },
      select: { id: true, attempt: true, status: true, createdAt: true },
    }),
  ]);
  return { session, otherAttempts, actorNames: new Map(actors.map(({ id, name }) => [id, name])) };
}

export type OwnSessionRow = NonNullable<Awaited<ReturnType<typeof findOwnSession>>>;
export type StaffSessionRows = NonNullable<Awaited<ReturnType<typeof findSessionForStaff>>>;
