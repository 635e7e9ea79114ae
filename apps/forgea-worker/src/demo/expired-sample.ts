import type { SessionDeps } from "@forgea/session/ports";
import { type Sample, work } from "./sample-sessions.ts";

/** Long enough to make the repository and push once, also on a busy machine. */
const dueInMs = 30_000;
const dueAgainDays = 14;

/**
 * Starts a session while its lab is due in a moment: the session's end is fixed when it begins, so
 * the lab's due time is moved at once for everybody else, and half a minute later the worker ends
 * the session by itself.
 */
export async function workUntilTimeIsUp(sample: Sample, labId: string): Promise<void> {
  const { deps, student } = sample;
  const { prisma } = deps.database;
  const begun = await prisma.labSession.count({ where: { userId: student.actor.id, labId } });
  if (begun === 0) {
    const dueAt = new Date(Date.now() + dueInMs);
    await prisma.lab.update({ where: { id: labId }, data: { dueAt } });
    await work(sample, ["Half of it"]);
  }
  await giveBackDueTime(prisma, student.actor.id, labId);
}

/**
 * The lab is due in two weeks for everybody else. Done once: the lab's due time is the session's own end
 * only between the two steps, also when the first start was cut off there; afterwards it is the staff's.
 */
export async function giveBackDueTime(
  prisma: SessionDeps["database"]["prisma"],
  userId: string,
  labId: string,
): Promise<void> {
  const first = await prisma.labSession.findFirstOrThrow({
    where: { userId, labId },
    orderBy: { attempt: "asc" },
    select: { endsAt: true },
  });
  if (first.endsAt === null) return;
  await prisma.lab.updateMany({
    where: { id: labId, dueAt: first.endsAt },
    data: { dueAt: new Date(Date.now() + dueAgainDays * 86_400_000) },
  });
}
