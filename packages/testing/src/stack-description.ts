import { readFile } from "node:fs/promises";

import { z } from "zod";

/** `stack.json` in the data directory: what a running stack tells scripts, benchmarks and tests. Holds secrets. */
export const StackDescription = z.strictObject({
  version: z.literal(1),
  demo: z.boolean(),
  startedAt: z.iso.datetime(),
  urls: z.strictObject({
    student: z.url(),
    admin: z.url(),
    preview: z.url(),
    localGithub: z.url(),
    worker: z.url(),
  }),
  pids: z.strictObject({
    supervisor: z.int(),
    /** Absent when DATABASE_URL names a server that is not ours. */
    postgres: z.int().optional(),
    localGithub: z.int(),
    worker: z.int(),
    student: z.int(),
    admin: z.int(),
    preview: z.int(),
  }),
  database: z.strictObject({
    superuserUrl: z.string(),
    ownerUrl: z.string(),
    appUrl: z.string(),
    workerUrl: z.string(),
  }),
  provider: z.strictObject({
    host: z.string(),
    organisation: z.string(),
    apiUrl: z.url(),
    appId: z.string(),
    clientId: z.string(),
    webhookSecret: z.string(),
  }),
  /** Where local-github takes limits and faults from; only in a stack that was started for them. */
  testControl: z.strictObject({ url: z.url(), token: z.string() }).optional(),
  accounts: z.array(
    z.strictObject({
      login: z.string(),
      name: z.string(),
      role: z.enum(["ADMIN", "ASSISTANT", "STUDENT"]),
      providerUserId: z.int(),
      token: z.string(),
    }),
  ),
});

export type StackDescription = z.infer<typeof StackDescription>;
export type StackAccount = StackDescription["accounts"][number];

/** Reads the `stack.json` of a running stack; fails when it is not there or not of this version. */
export async function readStack(file: string): Promise<StackDescription> {
  return StackDescription.parse(JSON.parse(await readFile(file, "utf8")));
}
