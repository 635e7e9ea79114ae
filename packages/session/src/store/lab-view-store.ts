import type { Database, ResultKind } from "@forgea/schema";
import type { LabSessionStatus } from "../domain/lifecycle.ts";

/** A published lab, its newest version and one reader's session in it. */
export interface PublishedLab {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly opensAt: Date | null;
  readonly dueAt: Date | null;
  readonly timeZone: string;
  readonly maxAttempts: number;
  readonly version: {
    readonly number: number;
    readonly instructions: string;
    readonly resultKind: ResultKind;
    readonly durationMinutes: number | null;
  };
  readonly labSession: {
    readonly id: string;
    readonly status: LabSessionStatus;
    readonly version: number;
    readonly boundAt: Date | null;
    readonly heldAt: Date | null;
    readonly attempt: number;
    readonly endsAt: Date | null;
  } | null;
}

/** All published labs, those that are due first standing first. */
export async function listPublishedLabs(
  database: Database,
  readerId: string,
): Promise<PublishedLab[]> {
  const labs = await database.prisma.lab.findMany({
    where: { status: "PUBLISHED", versions: { some: { publishedAt: { not: null } } } },
    orderBy: [{ dueAt: { sort: "asc", nulls: "last" } }, { title: "asc" }],
    select: selectFor(readerId),
  });
  return labs.flatMap(withNewestVersion);
}

/** One published lab by its slug, or null. */
export async function findPublishedLab(
  database: Database,
  slug: string,
  readerId: string,
): Promise<PublishedLab | null> {
  const lab = await database.prisma.lab.findFirst({
    where: { slug, status: "PUBLISHED" },
    select: selectFor(readerId),
  });
  return lab === null ? null : (withNewestVersion(lab)[0] ?? null);
}

function selectFor(readerId: string) {
  return {
    slug: true,
    title: true,
    summary: true,
    opensAt: true,
    dueAt: true,
    timeZone: true,
    maxAttempts: true,
    versions: {
      where: { publishedAt: { not: null } },
      orderBy: { number: "desc" },
      take: 1,
      select: { number: true, instructions: true, resultKind: true, durationMinutes: true },
    },
    labSessions: {
      where: { userId: readerId, trial: false, status: { not: "ARCHIVED" } },
      take: 1,
      select: {
        id: true,
        status: true,
        version: true,
        boundAt: true,
        heldAt: true,
        attempt: true,
        endsAt: true,
      },
    },
  } as const;
}

function withNewestVersion<
  Row extends {
    versions: PublishedLab["version"][];
    labSessions: NonNullable<PublishedLab["labSession"]>[];
  },
>({ versions, labSessions, ...lab }: Row) {
  const [version] = versions;
  return version === undefined ? [] : [{ ...lab, version, labSession: labSessions[0] ?? null }];
}
