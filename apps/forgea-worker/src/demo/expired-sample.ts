import { type Sample, work } from "./sample-sessions.ts";
import { until } from "./session-state.ts";

/** Long enough to make the repository and push once. */
const dueInMs = 6_000;
const dueAgainDays = 14;

/**
 * Lets a lab be due in a moment, works until the worker ends the session by itself, then moves the
 * due time: the lab stays open for others, the sample keeps its end.
 */
export async function workUntilTimeIsUp(sample: Sample, labId: string): Promise<void> {
  const { deps, student } = sample;
  const { prisma } = deps.database;
  const done = await prisma.labSession.count({
    where: { userId: student.actor.id, labId, status: "EXPIRED" },
  });
  if (done === 0) {
    await prisma.lab.update({
      where: { id: labId },
      data: { dueAt: new Date(Date.now() + dueInMs) },
    });
    const id = await work(sample, ["Half of it"]);
    await until(deps, id, "the time is up", (session) =>
      session.status === "EXPIRED" ? session : null,
    );
  }
  const dueAt = new Date(Date.now() + dueAgainDays * 86_400_000);
  await prisma.lab.updateMany({
    where: { id: labId, OR: [{ dueAt: null }, { dueAt: { lt: new Date() } }] },
    data: { dueAt },
  });
}
