import { randomUUID } from "node:crypto";
import type { SessionDeps } from "@forgea/session/ports";
import {
  overrideLabSession,
  resetLabSession,
  startLab,
  submitLabSession,
} from "@forgea/session/server";
import type { Actor } from "@forgea/trpc/actor";
import type { DemoAccount } from "./accounts.ts";
import { pushWork } from "./push-work.ts";
import { currentSession, until } from "./session-state.ts";

export interface Person {
  readonly account: DemoAccount;
  readonly actor: Actor;
}

/** One student at work: what a sample is made with. */
export interface Sample {
  readonly deps: SessionDeps;
  readonly student: Person;
  readonly labSlug: string;
}

/** Starts the lab, waits for the repository and the student's access, and pushes once per message. */
export async function work(sample: Sample, messages: readonly string[]): Promise<string> {
  const { deps, student, labSlug } = sample;
  const { id } = await startLab(deps, student.actor, { labSlug, correlationId: randomUUID() });
  const ready = await until(deps, id, "the repository is ready", (session) =>
    session.status !== "PROVISIONING" && session.accessState === "ACCEPTED" ? session : null,
  );
  const missing = messages.slice(ready.pushes);
  const [mapping] = ready.mappings;
  if (missing.length > 0 && mapping !== undefined && ready.status === "IN_PROGRESS") {
    const cloneUrl = `${deps.github.webUrl}/${mapping.owner}/${mapping.name}.git`;
    await pushWork(cloneUrl, student.account, missing);
    await until(deps, id, "the pushes arrived", (session) =>
      session.pushes >= messages.length ? session : null,
    );
  }
  return id;
}

/** Works and submits the last push. */
export async function workAndSubmit(sample: Sample, messages: readonly string[]): Promise<void> {
  const id = await work(sample, messages);
  const session = await currentSession(sample.deps, id);
  if (session?.status !== "IN_PROGRESS" || session.lastCommit === null) return;
  await submitLabSession(
    sample.deps,
    sample.student.actor,
    {
      id,
      expectedVersion: session.version,
      commitSha: session.lastCommit,
      idempotencyKey: randomUUID(),
    },
    randomUUID(),
  );
}

/** Works, and an admin stops the session with a reason. */
export async function workAndBeStopped(sample: Sample, admin: Actor): Promise<void> {
  const id = await work(sample, ["Try something else"]);
  const session = await currentSession(sample.deps, id);
  if (session?.status !== "IN_PROGRESS") return;
  await overrideLabSession(
    sample.deps,
    admin,
    "fail",
    {
      id,
      expectedVersion: session.version,
      reason: "Started on the wrong lab; asked to stop it.",
      idempotencyKey: randomUUID(),
    },
    randomUUID(),
  );
}

/** Works, and an admin gives a second attempt: the first one is kept as it was. */
export async function workAndStartAgain(sample: Sample, admin: Actor): Promise<void> {
  const { deps, student, labSlug } = sample;
  const attempts = await deps.database.prisma.labSession.count({
    where: { userId: student.actor.id, lab: { slug: labSlug } },
  });
  if (attempts < 2) {
    const id = await work(sample, ["First idea"]);
    const session = await currentSession(deps, id);
    if (session === null) return;
    await resetLabSession(
      deps,
      admin,
      {
        id,
        expectedVersion: session.version,
        reason: "A fresh start was agreed on.",
        idempotencyKey: randomUUID(),
      },
      randomUUID(),
    );
  }
  // Nobody's token came with the reset, so the student's page says "Accept the invitation".
  const { id } = await startLab(deps, student.actor, { labSlug, correlationId: randomUUID() });
  await until(deps, id, "the second repository is ready", (session) =>
    session.status === "PROVISIONING" ? null : session,
  );
}
