import { readFileSync } from "node:fs";
import type { Database } from "@forgea/schema";
import type { Actor } from "@forgea/trpc/actor";
import { z } from "zod";

const Accounts = z.array(
  z.object({
    login: z.string(),
    name: z.string(),
    role: z.enum(["ADMIN", "ASSISTANT", "STUDENT"]),
    providerUserId: z.number().int(),
    token: z.string(),
  }),
);

/** The demo's people with their tokens, as the start script wrote them. */
export function readAccounts(file: string): z.infer<typeof Accounts> {
  return Accounts.parse(JSON.parse(readFileSync(file, "utf8")));
}

export type DemoAccount = z.infer<typeof Accounts>[number];

/** Makes sure that a person exists, as their sign-in would, and answers them as an actor. */
export async function ensurePerson(
  database: Database,
  host: string,
  account: DemoAccount,
): Promise<Actor> {
  const key = { host, providerUserId: BigInt(account.providerUserId) };
  const { prisma } = database;
  const known = await prisma.gitHubAccount.findUnique({
    where: { host_providerUserId: key },
    include: { user: true },
  });
  const user =
    known?.user ??
    (await prisma.user.create({
      data: {
        name: account.name,
        role: account.role,
        accounts: { create: { ...key, login: account.login, source: "SIGN_IN" } },
      },
    }));
  return {
    id: user.id,
    name: user.name,
    role: user.role,
    sessionEpoch: user.sessionEpoch,
    login: account.login,
    providerToken: account.token,
  };
}
