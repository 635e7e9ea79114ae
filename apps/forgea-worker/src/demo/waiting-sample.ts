import { randomUUID } from "node:crypto";
import type { Sample } from "./sample-sessions.ts";

/**
 * A session that waits for its turn: reserved as every start does it, but with its job put off by
 * a year, so that the demo can show the state that is otherwise over within a second. It stands in a
 * line of its own (lines are per organisation), so that nobody real waits behind it.
 */
export async function waitForTurn({ deps, student, labSlug }: Sample): Promise<void> {
  const version = await deps.database.prisma.labVersion.findFirstOrThrow({
    where: { lab: { slug: labSlug }, publishedAt: { not: null } },
    orderBy: { number: "desc" },
    select: { id: true, labId: true },
  });
  const pair = { userId: student.actor.id, labId: version.labId };
  if ((await deps.database.prisma.labSession.count({ where: pair })) > 0) return;
  const correlationId = randomUUID();
  await deps.database.prisma.$transaction(async (tx) => {
    const { id } = await tx.labSession.create({
      data: { ...pair, labVersionId: version.id },
      select: { id: true },
    });
    await tx.$executeRaw`
      INSERT INTO session_events
        (lab_session_id, kind, to_status, actor_kind, actor_id, data, correlation_id, at)
      VALUES (${id}::uuid, 'start', 'PROVISIONING', 'STUDENT', ${student.actor.id}::uuid, '{}',
        ${correlationId}, now())`;
    await tx.repositoryIntent.create({
      data: {
        host: deps.github.host,
        owner: `${deps.organisation}-waiting`,
        name: `${labSlug}-${id.replaceAll("-", "").slice(-10)}`,
        labVersionId: version.id,
        labSessionId: id,
      },
    });
    await tx.$queryRaw`
      SELECT forgea.enqueue('provision-lab-session',
        jsonb_build_object('labSessionId', ${id}::text, 'correlationId', ${correlationId}::text),
        now() + interval '1 year', ${`provision:${id}`}::text)::text`;
  });
}
