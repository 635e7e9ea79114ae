import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { API_PREFIX } from "./api/api-types.ts";
import { buildApi } from "./api/build-api.ts";
import type { GitBackends } from "./git/http-backend.ts";
import { isGitRequest, serveGit } from "./git/serve-git.ts";
import type { LocalGithub } from "./local-github.ts";
import { buildControl, isControlPath } from "./test-control/build-control.ts";
import { buildPages } from "./web/build-pages.ts";
import type { Spool } from "./webhooks/spool.ts";

/** Answers every request: git itself, the REST interface, or a page. */
export function createHandler(github: LocalGithub, backends: GitBackends, spool: Spool) {
  const api = buildApi(github);
  const pages = buildPages(github);
  const control = github.testControl && buildControl(github, github.testControl);
  const listener = getRequestListener(
    (request, env) => {
      const { pathname } = new URL(request.url);
      if (isControlPath(pathname))
        return control?.fetch(request, env) ?? new Response("Not Found\n", { status: 404 });
      const isApi = pathname === API_PREFIX || pathname.startsWith(`${API_PREFIX}/`);
      return isApi ? api.fetch(request, env) : pages.fetch(request, env);
    },
    { overrideGlobalObjects: false },
  );
  const knownHosts = new Set([
    "localhost",
    "127.0.0.1",
    "[::1]",
    new URL(github.urls.web).hostname,
  ]);

  return (request: IncomingMessage, response: ServerResponse): void => {
    // A foreign name that somebody pointed at this machine must not act with this browser's cookies.
    if (!knownHosts.has(hostname(request.headers.host))) {
      response.writeHead(421, { "Content-Type": "text/plain" });
      response.end("This server is known by another name.\n");
      return;
    }
    const work = isGitRequest(request.url ?? "")
      ? serveGit(github, backends, spool, request, response)
      : listener(request, response);
    Promise.resolve(work).catch((error: unknown) => {
      github.log.error({ err: error, path: request.url?.split("?", 1)[0] }, "request failed");
      if (!response.headersSent) response.writeHead(500, { "Content-Type": "text/plain" });
      response.end();
    });
  };
}

function hostname(host: string | undefined): string {
  return (host ?? "localhost").toLowerCase().replace(/:\d+$/, "");
}
