import { readFileSync } from "node:fs";
import { z } from "zod";
import { isLogin, isRepositoryName } from "./git/names.ts";

const Login = z.string().refine(isLogin, "not a login");
const Level = z.enum(["read", "write"]);
const Id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);

const defaultPermissions = {
  administration: "write",
  checks: "write",
  contents: "write",
  emails: "read",
  members: "read",
  metadata: "read",
  statuses: "write",
} as const;

/** What the start script writes: who exists, which App is installed, which templates are imported. */
export const LocalGithubConfig = z.strictObject({
  organisation: z.strictObject({
    id: Id.default(900001),
    login: Login,
    name: z.string().optional(),
  }),
  app: z.strictObject({
    id: Id,
    slug: Login,
    name: z.string().min(1),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
    privateKey: z.string().includes("PRIVATE KEY"),
    webhookUrl: z.url({ protocol: /^https?$/ }),
    webhookSecret: z.string().min(1),
    callbackUrls: z.array(z.url({ protocol: /^https?$/ })).min(1),
    permissions: z.record(z.string(), Level).default(defaultPermissions),
    events: z.array(z.string()).default(["push", "repository", "member"]),
    repositorySelection: z.enum(["all", "selected"]).default("all"),
  }),
  users: z.array(
    z.strictObject({
      id: Id,
      login: Login,
      name: z.string(),
      email: z.email(),
      token: z.string().min(16).optional(),
      organisationOwner: z.boolean().default(false),
      organisationMember: z.boolean().default(false),
    }),
  ),
  templates: z
    .array(
      z.strictObject({
        name: z.string().refine(isRepositoryName, "not a repository name"),
        from: z.string().min(1),
        description: z.string().optional(),
      }),
    )
    .default([]),
  accountChooser: z.boolean().default(false),
});

export type LocalGithubConfig = z.infer<typeof LocalGithubConfig>;
export type LocalGithubConfigInput = z.input<typeof LocalGithubConfig>;

/** Reads the configuration file; throws when it is missing, is not JSON or breaks a rule. */
export function readConfig(path: string): LocalGithubConfig {
  return LocalGithubConfig.parse(JSON.parse(readFileSync(path, "utf8")));
}
