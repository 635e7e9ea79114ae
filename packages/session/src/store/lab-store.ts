import type { Database, ResultKind } from "@forgea/schema";
import type { ProviderRepository } from "../ports.ts";

export interface LabToPublish {
  readonly id: string;
  readonly slug: string;
  readonly baseRepoUrl: string;
  readonly nextNumber: number;
}

/** A lab with the number its next version gets, or null. */
export async function findLabToPublish(
  database: Database,
  id: string,
): Promise<LabToPublish | null> {
  const lab = await database.prisma.lab.findUnique({
    where: { id },
    select: {
      id: true,
      slug: true,
      baseRepoUrl: true,
      versions: { orderBy: { number: "desc" }, take: 1, select: { number: true } },
    },
  });
  if (lab === null) return null;
  const { versions, ...rest } = lab;
  return { ...rest, nextNumber: (versions[0]?.number ?? 0) + 1 };
}

export interface PublishedVersion {
  readonly labId: string;
  readonly number: number;
  readonly instructions: string;
  readonly durationMinutes: number | null;
  readonly resultKind: ResultKind;
  readonly source: { host: string; repository: ProviderRepository; commitSha: string };
  readonly template: { host: string; repository: ProviderRepository; treeSha: string };
  readonly at: Date;
}

/** Writes the version and opens the lab, together. Two publishes at once: the number decides. */
export async function insertPublishedVersion(
  database: Database,
  version: PublishedVersion,
): Promise<string> {
  const { source, template } = version;
  const [created] = await database.prisma.$transaction([
    database.prisma.labVersion.create({
      data: {
        labId: version.labId,
        number: version.number,
        sourceHost: source.host,
        sourceRepoId: source.repository.id,
        sourceFullName: `${source.repository.owner}/${source.repository.name}`,
        sourceCommitSha: source.commitSha,
        templateHost: template.host,
        templateRepoId: template.repository.id,
        templateFullName: `${template.repository.owner}/${template.repository.name}`,
        templateTreeSha: template.treeSha,
        instructions: version.instructions,
        durationMinutes: version.durationMinutes,
        resultKind: version.resultKind,
        publishedAt: version.at,
      },
      select: { id: true },
    }),
    database.prisma.lab.update({
      where: { id: version.labId },
      data: { status: "PUBLISHED" },
      select: { id: true },
    }),
  ]);
  return created.id;
}
