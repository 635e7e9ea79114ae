import type { SessionDeps } from "@forgea/session/ports";

/** What the seed looks at while it waits for a sample to come about. */
export async function currentSession(deps: SessionDeps, id: string) {
  const found = await deps.database.prisma.labSession.findUnique({
    where: { id },
    select: {
      id: true,
      status: true,
      version: true,
      accessState: true,
      endsAt: true,
      mappings: { where: { status: "ACTIVE" }, select: { owner: true, name: true } },
      snapshots: {
        orderBy: [{ providerPushedAt: "desc" }, { receivedAt: "desc" }],
        select: { commitSha: true },
      },
    },
  });
  if (found === null) return null;
  const { snapshots, ...session } = found;
  const [last] = snapshots;
  return { ...session, pushes: snapshots.length, lastCommit: last?.commitSha ?? null };
}

export type SampleState = NonNullable<Awaited<ReturnType<typeof currentSession>>>;

const pauseMs = 50;
const limitMs = 30_000;

/** Looks at a session until `isThere` answers something. Throws after 30 s, saying what was awaited. */
export async function until<T>(
  deps: SessionDeps,
  id: string,
  what: string,
  isThere: (session: SampleState) => T | null,
): Promise<T> {
  const limit = Date.now() + limitMs;
  for (;;) {
    const session = await currentSession(deps, id);
    const answer = session === null ? null : isThere(session);
    if (answer !== null) return answer;
    if (Date.now() > limit) {
      throw new Error(`waited ${limitMs / 1000} s in vain: ${what} (session ${id})`);
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
