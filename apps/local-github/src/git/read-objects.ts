import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import type { Directories } from "./directories.ts";
import { isObjectId } from "./names.ts";
import { fixedSettings, gitEnvironment } from "./run-git.ts";

export interface GitObject {
  id: string;
  type: "blob" | "tree" | "commit" | "tag";
  size: number;
  /** Null when the object is larger than what was asked for. */
  body: Buffer | null;
}

export interface ObjectReader {
  /** Reads an object by its full id; undefined when the repository does not have it. */
  read(repositoryPath: string, id: string, maxBytes?: number): Promise<GitObject | undefined>;
  /** Forgets a repository's process, before its folder goes away. */
  release(repositoryPath: string): void;
  close(): void;
}

const MAX_PROCESSES = 12;
const IDLE_MS = 5_000;

/**
 * Reads objects through `git cat-file --batch`, a process a repository, kept while it is in use:
 * a snapshot reads hundreds of blobs, and a process for each would cost more than the reading.
 */
export function createObjectReader(directories: Directories, path: string): ObjectReader {
  const processes = new Map<string, BatchProcess>();
  const options = { settings: fixedSettings(directories), env: gitEnvironment(directories, path) };

  function forget(repositoryPath: string): void {
    processes.get(repositoryPath)?.end();
    processes.delete(repositoryPath);
  }

  function open(repositoryPath: string): BatchProcess {
    const known = processes.get(repositoryPath);
    if (known?.alive) {
      // Re-inserted: the map's order is the order of last use.
      processes.delete(repositoryPath);
      processes.set(repositoryPath, known);
      return known;
    }
    for (const [other, process] of processes) {
      if (processes.size < MAX_PROCESSES) break;
      if (process.idle) forget(other);
    }
    const started = new BatchProcess(repositoryPath, options.settings, options.env);
    processes.set(repositoryPath, started);
    return started;
  }

  return {
    async read(repositoryPath, id, maxBytes = 100 * 1024 * 1024) {
      if (!isObjectId(id)) return undefined;
      return open(repositoryPath).read(id, maxBytes);
    },
    release: forget,
    close() {
      for (const repositoryPath of processes.keys()) forget(repositoryPath);
    },
  };
}

interface Waiting {
  maxBytes: number;
  resolve(object: GitObject | undefined): void;
  reject(error: Error): void;
}

class BatchProcess {
  alive = true;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting: Waiting[] = [];
  private header = "";
  private current: GitObject | null = null;
  private chunks: Buffer[] = [];
  private left = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(repositoryPath: string, settings: string[], env: Record<string, string>) {
    this.child = spawn("git", [...settings, "cat-file", "--batch"], { cwd: repositoryPath, env });
    this.child.stdout.on("data", (chunk: Buffer) => this.take(chunk));
    this.child.stdin.on("error", () => undefined);
    this.child.stderr.resume();
    this.child.on("error", (error) => this.fail(error));
    this.child.on("close", () => this.fail(new Error("git cat-file ended")));
  }

  get idle(): boolean {
    return this.waiting.length === 0;
  }

  read(id: string, maxBytes: number): Promise<GitObject | undefined> {
    clearTimeout(this.timer);
    return new Promise((resolve, reject) => {
      this.waiting.push({ maxBytes, resolve, reject });
      this.child.stdin.write(`${id}\n`);
    });
  }

  end(): void {
    this.alive = false;
    clearTimeout(this.timer);
    this.child.stdin.end();
    if (!this.idle) this.child.kill("SIGKILL");
  }

  private fail(error: Error): void {
    this.alive = false;
    clearTimeout(this.timer);
    for (const waiting of this.waiting.splice(0)) waiting.reject(error);
  }

  private take(chunk: Buffer): void {
    let offset = 0;
    while (offset < chunk.length) {
      if (this.current) {
        const end = Math.min(chunk.length, offset + this.left);
        // The last byte is the newline after the body.
        if (this.current.body !== null) this.chunks.push(chunk.subarray(offset, end));
        this.left -= end - offset;
        offset = end;
        if (this.left === 0) this.finish();
      } else {
        const end = chunk.indexOf(10, offset);
        this.header += chunk.toString("latin1", offset, end === -1 ? chunk.length : end);
        offset = end === -1 ? chunk.length : end + 1;
        if (end !== -1) this.begin();
      }
    }
  }

  private begin(): void {
    const [id = "", type = "", size = ""] = this.header.split(" ");
    this.header = "";
    if (type !== "blob" && type !== "tree" && type !== "commit" && type !== "tag") {
      this.answer(undefined);
      return;
    }
    const bytes = Number(size);
    const tooLarge = bytes > (this.waiting[0]?.maxBytes ?? 0);
    this.current = { id, type, size: bytes, body: tooLarge ? null : Buffer.alloc(0) };
    this.left = bytes + 1;
  }

  private finish(): void {
    const object = this.current;
    if (object?.body) object.body = Buffer.concat(this.chunks).subarray(0, object.size);
    this.chunks = [];
    this.current = null;
    this.answer(object ?? undefined);
  }

  private answer(object: GitObject | undefined): void {
    this.waiting.shift()?.resolve(object);
    if (this.idle && this.alive) {
      this.timer = setTimeout(() => this.end(), IDLE_MS);
      this.timer.unref();
    }
  }
}
