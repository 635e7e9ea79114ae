import { randomUUID } from "node:crypto";
import { type FSWatcher, readdirSync, readFileSync, rmSync, statSync, watch } from "node:fs";
import { join } from "node:path";
import { isObjectId, isRefName } from "../git/names.ts";
import type { LocalGithub } from "../local-github.ts";
import { recordPush } from "./record-push.ts";

export interface Spool {
  /** Where the post-receive hook of one push writes (without its ending), and what it writes first. */
  open(repositoryId: number, pusherId: number): { path: string; firstLine: string };
  /** Takes in every spool file that is there; resolves when they are written down. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The durable way from git to the webhooks: the hook of a push leaves a file, the server writes it
 * down with its events in one transaction and then removes it. Files found at start are taken in too.
 */
export function createSpool(github: LocalGithub): Spool {
  const directory = github.directories.spool;
  const taken = new Set<string>();
  // Pushes of one repository are taken in one after the other, in the order in which they were made.
  const queues = new Map<number, Promise<void>>();
  let closed = false;

  async function takeIn(name: string): Promise<void> {
    const path = join(directory, name);
    const at = Math.floor(statSync(path).mtimeMs);
    const [first = "", ...lines] = readFileSync(path, "utf8").split("\n");
    const [repositoryId = 0, pusherId = 0] = first.split(" ").map(Number);
    const updates = lines.flatMap((line) => {
      const [before = "", after = "", ref = ""] = line.split(" ");
      return isObjectId(before) && isObjectId(after) && isRefName(ref)
        ? [{ before, after, ref }]
        : [];
    });
    const recorded = await recordPush(github, {
      repositoryId,
      pusherId,
      at,
      updates,
      spoolName: name,
    });
    if (recorded) github.webhooks.wake();
    rmSync(path, { force: true });
  }

  function enqueue(name: string): Promise<void> {
    const repositoryId = Number(name.split("-")[1]);
    const before = queues.get(repositoryId) ?? Promise.resolve();
    const mine = before
      .then(() => takeIn(name))
      .catch((error: unknown) => {
        // The file stays and is tried again at the next push or start.
        github.log.error({ err: error, spool: name }, "a push could not be written down");
      })
      .finally(() => {
        taken.delete(name);
        if (queues.get(repositoryId) === mine) queues.delete(repositoryId);
      });
    queues.set(repositoryId, mine);
    return mine;
  }

  async function drain(): Promise<void> {
    if (closed) return;
    const names = readdirSync(directory)
      .filter((name) => name.endsWith(".push") && !taken.has(name))
      .map((name) => ({ name, at: statSync(join(directory, name)).mtimeMs }))
      .toSorted((a, b) => a.at - b.at)
      .map((file) => file.name);
    for (const name of names) taken.add(name);
    await Promise.all(names.map(enqueue));
  }

  const watcher = watchQuietly(directory, () => void drain());

  return {
    open(repositoryId, pusherId) {
      const name = `${Date.now()}-${repositoryId}-${randomUUID()}`;
      return { path: join(directory, name), firstLine: `${repositoryId} ${pusherId}` };
    },
    drain,
    async close() {
      closed = true;
      watcher?.close();
      await Promise.allSettled(queues.values());
    },
  };
}

/** Notices a push a little before its answer has gone out. Not every file system can; the end of the request is the other sign. */
function watchQuietly(directory: string, onChange: () => void): FSWatcher | undefined {
  try {
    return watch(directory, (_kind, name) => {
      if (name?.endsWith(".push")) onChange();
    }).on("error", () => undefined);
  } catch {
    return undefined;
  }
}
