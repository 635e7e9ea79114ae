import { randomInt } from "node:crypto";
import type { Actor, Role } from "@forgea/trpc/actor";
import type { SessionDeps } from "../ports.ts";
import { publishLab } from "../use-cases/publish-lab.ts";
import type { FakeGitHub } from "./fake-github.ts";

export interface TestLab {
  readonly id: string;
  readonly slug: string;
}

/** A person with an account at the provider. */
export async function buildStudent(
  deps: SessionDeps,
  name = "Mia",
  role: Role = "STUDENT",
): Promise<Actor> {
  const providerUserId = BigInt(randomInt(1, 2 ** 47));
  const login = `${name.toLowerCase()}-${providerUserId}`;
  const user = await deps.database.prisma.user.create({
    data: {
      name,
      role,
      accounts: { create: { host: deps.github.host, providerUserId, login, source: "SIGN_IN" } },
    },
  });
  return { id: user.id, name, role, sessionEpoch: 0, login, providerToken: null };
}

/** A published lab with its frozen template. */
export async function buildLab(
  deps: SessionDeps & { github: FakeGitHub },
  slug = "lab-template",
  terms: {
    durationMinutes?: number | null;
    opensAt?: Date;
    dueAt?: Date;
    maxAttempts?: number;
  } = {},
): Promise<TestLab> {
  deps.github.add("forgea", slug);
  const { durationMinutes = null, ...dates } = terms;
  const lab = await deps.database.prisma.lab.create({
    data: {
      slug,
      title: `Lab ${slug}`,
      summary: "A lab.",
      baseRepoUrl: `${deps.github.webUrl}/forgea/${slug}`,
      ...dates,
    },
  });
  const instructions = "# Do it";
  await publishLab(deps, { labId: lab.id, instructions, durationMinutes, resultKind: "CODE" });
  return { id: lab.id, slug };
}
