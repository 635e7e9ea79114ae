import { spawnSync } from "node:child_process";

import { Refusal } from "@forgea/bootstrap/refusal";

/** The operating system user that PostgreSQL runs as. Empty: ourselves. */
export type ServerUser = { uid?: number; gid?: number };

/**
 * PostgreSQL refuses to run as root. As root we use the user `postgres`, made when it is not there,
 * else `nobody`; as anybody else we run it ourselves.
 */
export function findServerUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  return lookUp("postgres") ?? createPostgresUser() ?? lookUp("nobody") ?? refuse();
}

function lookUp(name: string): ServerUser | undefined {
  const ask = (option: string) => spawnSync("id", [option, name], { encoding: "utf8" });
  const [uid, gid] = [ask("-u"), ask("-g")];
  if (uid.status !== 0 || gid.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function createPostgresUser(): ServerUser | undefined {
  const attempts = [
    [
      "useradd",
      "--system",
      "--user-group",
      "--no-create-home",
      "--shell",
      "/bin/false",
      "postgres",
    ],
    ["adduser", "-S", "-D", "-H", "-s", "/bin/false", "postgres"],
  ] as const;
  for (const [command, ...args] of attempts) {
    if (spawnSync(command, args, { stdio: "ignore" }).status === 0) return lookUp("postgres");
  }
  return undefined;
}

function refuse(): never {
  throw new Refusal("PostgreSQL does not run as root, and there is no other user to run it as.", {
    remedy: "Add one (useradd --system postgres), or run the command as an ordinary user.",
  });
}

/** Whether the server's user can pass every folder down to this one (and write there, if asked). */
export function canReach(user: ServerUser, directory: string, write = false): boolean {
  if (user.uid === undefined) return true;
  const script = write ? 'cd "$1" && test -w .' : 'cd "$1"';
  const { status } = spawnSync("/bin/sh", ["-c", script, "sh", directory], {
    ...user,
    cwd: "/",
    stdio: "ignore",
  });
  return status === 0;
}
