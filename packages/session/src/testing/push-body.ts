import { randomBytes } from "node:crypto";

export interface PushBodyOptions {
  readonly repoId: bigint;
  readonly owner?: string;
  readonly name?: string;
  readonly ref?: string;
  readonly after?: string;
  readonly pushedAt?: Date;
}

/** The bytes of a push delivery, as the provider would send them. Each call is another push. */
export function pushBody(options: PushBodyOptions): Buffer {
  const { owner = "forgea", name = "lab-x", pushedAt = new Date() } = options;
  const body = {
    ref: options.ref ?? "refs/heads/main",
    before: "0".repeat(40),
    after: options.after ?? randomBytes(20).toString("hex"),
    forced: false,
    repository: {
      id: "ID",
      name,
      full_name: `${owner}/${name}`,
      owner: { login: owner, id: 1 },
      default_branch: "main",
      pushed_at: Math.floor(pushedAt.getTime() / 1000),
    },
    sender: { id: 2001, login: "mia" },
  };
  return Buffer.from(JSON.stringify(body).replace('"ID"', String(options.repoId)));
}
