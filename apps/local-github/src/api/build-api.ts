import { randomBytes } from "node:crypto";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { identifyCaller } from "../access/identify-caller.ts";
import type { LocalGithub } from "../local-github.ts";
import { fullName } from "../shapes/repository.ts";
import { limitCreation, limitRequests, primaryOf } from "../test-control/keep-limits.ts";
import { meetFaults } from "../test-control/meet-faults.ts";
import { mountActivity } from "./activity.ts";
import { ApiError } from "./api-error.ts";
import { type Api, type ApiContext, newApi } from "./api-types.ts";
import { mountApp } from "./app.ts";
import { mountAppHook } from "./app-hook.ts";
import { mountBranches } from "./branches.ts";
import { mountCheckRuns } from "./check-runs.ts";
import { mountCollaborators } from "./collaborators.ts";
import { mountCommits } from "./commits.ts";
import { mountContents } from "./contents.ts";
import { repositoryById } from "./find-repository.ts";
import { mountGitData } from "./git-data.ts";
import { mountInvitations } from "./invitations.ts";
import { mountPeople } from "./people.ts";
import { createRateWindows, subjectOf } from "./rate-windows.ts";
import { mountRepositories } from "./repositories.ts";
import { mountService } from "./service.ts";
import { mountStatuses } from "./statuses.ts";
import { mountTarball } from "./tarball.ts";
import { mountTransfer } from "./transfer.ts";

/** The REST interface, to be mounted under `/api/v3`. */
export function buildApi(github: LocalGithub): Api {
  const api = newApi((id) => {
    const owned = repositoryById(github, id);
    return owned && fullName(owned);
  });
  const windows = createRateWindows(() => primaryOf(github.testControl));

  api.onError((error, c) => refuse(github, error, c));
  api.notFound((c) => refuse(github, new ApiError(404, "Not Found"), c as ApiContext));
  api.use(async (c, next) => {
    c.header("X-GitHub-Request-Id", requestId());
    c.header("X-GitHub-Media-Type", "github.v3; format=json");
    c.header("X-Content-Type-Options", "nosniff");
    // Unknown credentials count as nobody's: their refusal has the headers too.
    c.set("caller", { kind: "anonymous" });
    await next();
    const free = c.req.path.endsWith("/rate_limit") || c.res.status === 304;
    const subject = subjectOf(c.var.caller);
    const rate = free ? windows.look(subject) : windows.count(subject);
    c.header("X-RateLimit-Limit", String(rate.limit));
    c.header("X-RateLimit-Remaining", String(rate.remaining));
    c.header("X-RateLimit-Reset", String(rate.reset));
    c.header("X-RateLimit-Used", String(rate.used));
    c.header("X-RateLimit-Resource", "core");
  });

  api.use(async (c, next) => {
    const caller = identifyCaller(github, c.req.header("authorization"));
    c.set("caller", caller);
    if (caller.kind === "installation" && caller.installation.suspended_at !== null)
      throw new ApiError(403, "This installation has been suspended");
    await next();
  });
  if (github.testControl) {
    api.use(limitRequests(github.testControl, windows));
    api.use(meetFaults(github, github.testControl));
    api.use(limitCreation(github, github.testControl));
  }

  mountService(api, github, windows);
  mountApp(api, github);
  mountAppHook(api, github);
  mountPeople(api, github);
  mountRepositories(api, github);
  mountTransfer(api, github);
  mountCollaborators(api, github);
  mountInvitations(api, github);
  mountGitData(api, github);
  mountCommits(api, github);
  mountBranches(api, github);
  mountContents(api, github);
  mountTarball(api, github);
  mountActivity(api, github);
  mountStatuses(api, github);
  mountCheckRuns(api, github);
  return api;
}

/** Turns what went wrong into GitHub's JSON. Only an ApiError's own words reach the client. */
function refuse(github: LocalGithub, error: Error, c: ApiContext): Response {
  const known = error instanceof ApiError ? error : new ApiError(500, "Server Error");
  if (known !== error) github.log.error({ err: error, path: c.req.path }, "request failed");
  for (const [name, value] of Object.entries(known.headers)) c.header(name, value);
  const body = {
    message: known.message,
    ...(known.errors ? { errors: known.errors } : {}),
    ...(known.headers["Location"] ? { url: known.headers["Location"] } : {}),
    documentation_url: known.documentationUrl,
    status: String(known.status),
  };
  return c.json(body, known.status as ContentfulStatusCode);
}

/** `F3A1:1C2B:…`, as GitHub writes them. */
function requestId(): string {
  const hex = randomBytes(14).toString("hex").toUpperCase();
  return `${hex.slice(0, 4)}:${hex.slice(4, 10)}:${hex.slice(10, 16)}:${hex.slice(16, 22)}:${hex.slice(22)}`;
}
