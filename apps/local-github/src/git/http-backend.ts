import { type ChildProcess, spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { PassThrough } from "node:stream";
import type { LocalGithub } from "../local-github.ts";
import { fixedSettings, gitEnvironment } from "./run-git.ts";

export interface GitRequest {
  repositoryId: number;
  /** `info/refs`, `git-upload-pack` or `git-receive-pack`. */
  service: string;
  query: string;
  login: string;
  /** Set for a push: what the post-receive hook is told. */
  spool: { path: string; firstLine: string } | null;
}

/** Keeps track of running git processes, so that shutdown can end them. */
export interface GitBackends {
  serve(request: IncomingMessage, response: ServerResponse, what: GitRequest): Promise<void>;
  close(): Promise<void>;
}

/** Runs `git http-backend` for smart HTTP requests, streaming both ways. */
export function createGitBackends(github: LocalGithub, path: string): GitBackends {
  const running = new Set<ChildProcess>();
  const settings = [
    ...fixedSettings(github.directories),
    "-c",
    "http.receivepack=true",
    "-c",
    `receive.maxInputSize=${github.limits.pushBytes}`,
    // Refuses trees with `.git` inside and objects that other tools stumble over; old harmless flaws pass.
    "-c",
    "receive.fsckObjects=true",
    ...[
      "zeroPaddedFilemode",
      "missingSpaceBeforeDate",
      "badTimezone",
      "missingTaggerEntry",
    ].flatMap((flaw) => ["-c", `receive.fsck.${flaw}=ignore`]),
    "-c",
    "transfer.hideRefs=refs/pull",
    "-c",
    "uploadpack.allowFilter=true",
  ];
  const environment = gitEnvironment(github.directories, path);

  function start(request: IncomingMessage, what: GitRequest): ChildProcess {
    const header = (name: string) => {
      const value = request.headers[name];
      return typeof value === "string" ? value : "";
    };
    const protocol = header("git-protocol");
    const length = header("content-length");
    return spawn("git", [...settings, "http-backend"], {
      cwd: github.directories.repositories,
      // A group of its own: receive-pack and index-pack end together with it.
      detached: true,
      stdio: ["pipe", "pipe", "pipe"],
      env: {
        ...environment,
        GIT_PROJECT_ROOT: github.directories.repositories,
        GIT_HTTP_EXPORT_ALL: "1",
        PATH_INFO: `/${what.repositoryId}.git/${what.service}`,
        REQUEST_METHOD: request.method ?? "GET",
        QUERY_STRING: what.query,
        CONTENT_TYPE: header("content-type"),
        HTTP_CONTENT_ENCODING: header("content-encoding"),
        REMOTE_USER: what.login,
        REMOTE_ADDR: request.socket.remoteAddress ?? "",
        ...(length === "" ? {} : { CONTENT_LENGTH: length }),
        ...(/^[\w=:.-]{1,200}$/.test(protocol) ? { GIT_PROTOCOL: protocol } : {}),
        ...(what.spool
          ? { LOCAL_GITHUB_SPOOL: what.spool.path, LOCAL_GITHUB_PUSH: what.spool.firstLine }
          : {}),
      },
    });
  }

  async function serve(
    request: IncomingMessage,
    response: ServerResponse,
    what: GitRequest,
  ): Promise<void> {
    const child = start(request, what);
    running.add(child);
    const timer = setTimeout(() => kill(child), github.limits.gitSeconds * 1000);
    let uploaded = false;
    request.on("end", () => {
      uploaded = true;
    });
    // A push whose body has arrived is finished even when the client has gone: its refs may have moved.
    response.on("close", () => {
      if (!response.writableFinished && (!uploaded || !what.spool)) kill(child);
    });
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      if (stderr.length < 4096) stderr += chunk.toString("utf8");
    });
    child.stdin?.on("error", () => request.resume());
    const ended = new Promise<number | null>((resolve) => {
      child.on("error", () => resolve(null));
      child.on("close", (code) => resolve(code));
    });
    if (child.stdin)
      request.pipe(limitBody(github.limits.pushBytes, () => kill(child))).pipe(child.stdin);
    if (child.stdout) relay(child.stdout, response);
    const code = await ended;
    clearTimeout(timer);
    running.delete(child);
    if (code !== 0)
      github.log.warn(
        { code, stderr, service: what.service, repository: what.repositoryId },
        "git http-backend",
      );
    if (code === null && response.headersSent) {
      // Ended by us or by a crash: half an answer must not look like a whole one.
      response.destroy();
      return;
    }
    if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain" });
    response.end();
  }

  return {
    serve,
    async close() {
      for (const child of running) kill(child);
    },
  };
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It ended by itself in the meantime.
  }
}

function limitBody(maxBytes: number, onExcess: () => void): PassThrough {
  const body = new PassThrough();
  let size = 0;
  body.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes + 1024 * 1024) onExcess();
  });
  return body;
}

/** Turns a CGI answer (headers, empty line, body) into an HTTP answer while it comes. */
function relay(stdout: NodeJS.ReadableStream, response: ServerResponse): void {
  let head = Buffer.alloc(0);
  const onData = (chunk: Buffer) => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end === -1) return;
    stdout.off("data", onData);
    writeHead(head.toString("latin1", 0, end), response);
    const rest = head.subarray(end + 4);
    if (rest.length > 0) response.write(rest);
    // The end is written once it is known how git ended.
    stdout.pipe(response, { end: false });
  };
  stdout.on("data", onData);
}

function writeHead(text: string, response: ServerResponse): void {
  let status = 200;
  for (const line of text.split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === "status") status = Number(value.slice(0, 3));
    else if (name) response.setHeader(name, value);
  }
  response.writeHead(status);
  // At once: the client then knows that its body is being read.
  response.flushHeaders();
}
