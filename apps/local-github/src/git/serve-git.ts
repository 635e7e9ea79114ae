import type { IncomingMessage, ServerResponse } from "node:http";
import { type Caller, identifyCaller } from "../access/identify-caller.ts";
import { readContents, requireAccess, writeContents } from "../access/require-repository.ts";
import { ApiError } from "../api/api-error.ts";
import { lookUpRepository } from "../api/find-repository.ts";
import type { LocalGithub } from "../local-github.ts";
import type { Spool } from "../webhooks/spool.ts";
import type { GitBackends } from "./http-backend.ts";

const pattern =
  /^\/([A-Za-z0-9-]{1,39})\/([A-Za-z0-9._-]{1,104}?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** Whether a request belongs to the git client. Such requests bypass the rest: their bodies are streamed. */
export function isGitRequest(url: string): boolean {
  return pattern.test(url.split("?", 1)[0] ?? "");
}

/**
 * Serves clone, fetch and push. Without credentials a private or missing repository answers 401, so
 * that git asks for them and a stranger learns nothing; with credentials that do not reach it, 404.
 */
export async function serveGit(
  github: LocalGithub,
  backends: GitBackends,
  spool: Spool,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = "", query = ""] = (request.url ?? "").split("?", 2);
  const [, owner = "", name = "", service = ""] = pattern.exec(path) ?? [];
  const wanted = service === "info/refs" ? new URLSearchParams(query).get("service") : service;
  if (wanted !== "git-upload-pack" && wanted !== "git-receive-pack") {
    refuse(
      response,
      403,
      "Please upgrade your git client.\nGitHub.com no longer supports git over dumb-http.\n",
    );
    return;
  }
  const pushes = wanted === "git-receive-pack";
  const caller = callerOf(github, request.headers.authorization);
  if (caller === null) {
    challenge(
      response,
      "Invalid username or token. Password authentication is not supported for Git operations.\n",
    );
    return;
  }
  const found = lookUpRepository(github, owner, name);
  if (caller.kind === "anonymous" && (!found || found.owned.repository.private || pushes)) {
    challenge(
      response,
      found && !found.owned.repository.private
        ? "No anonymous write access.\n"
        : "Repository not found.\n",
    );
    return;
  }
  if (!found) {
    refuse(response, 404, "Repository not found.\n");
    return;
  }
  if (found.moved && service === "info/refs") {
    const { owned } = found;
    const location = `${github.urls.web}/${owned.owner.login}/${owned.repository.name}.git/info/refs?${query}`;
    response.writeHead(301, { Location: location });
    response.end();
    return;
  }
  try {
    requireAccess(github, caller, found.owned, pushes ? writeContents : readContents);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const login =
      caller.kind === "user" || caller.kind === "installation" ? caller.account.login : "";
    const name403 = `Permission to ${owner}/${found.owned.repository.name}.git denied to ${login}.\n`;
    refuse(response, error.status, error.status === 403 ? name403 : "Repository not found.\n");
    return;
  }
  const account = caller.kind === "user" || caller.kind === "installation" ? caller.account : null;
  const repositoryId = found.owned.repository.id;
  const receives = service === "git-receive-pack" && account !== null;
  await backends.serve(request, response, {
    repositoryId,
    service,
    query: service === "info/refs" ? `service=${wanted}` : "",
    login: account?.login ?? "",
    spool: receives ? spool.open(repositoryId, account.id) : null,
  });
  if (receives) await spool.drain();
}

function callerOf(github: LocalGithub, header: string | undefined): Caller | null {
  if (!header) return { kind: "anonymous" };
  try {
    const caller = identifyCaller(github, header);
    return caller.kind === "app" ? null : caller;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return null;
  }
}

function challenge(response: ServerResponse, text: string): void {
  response.setHeader("WWW-Authenticate", 'Basic realm="GitHub"');
  refuse(response, 401, text);
}

function refuse(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
  });
  response.end(text);
}
