import type { components } from "@octokit/openapi-types";
import { z } from "zod";
import { actorOf } from "../access/require-person.ts";
import type { Access, Need } from "../access/require-repository.ts";
import { resolveCommit } from "../git/resolve-commit.ts";
import type { LocalGithub } from "../local-github.ts";
import { fullName, minimalRepository } from "../shapes/repository.ts";
import { isoTime, nodeId } from "../shapes/urls.ts";
import { simpleUser } from "../shapes/user.ts";
import type { CommitStatus } from "../store/feedback.ts";
import { ApiError, notFound } from "./api-error.ts";
import type { Api, ApiContext } from "./api-types.ts";
import { requireRepository } from "./find-repository.ts";
import { paginate } from "./paging.ts";
import { readBody } from "./read-body.ts";
import { sendJson } from "./send.ts";

const Create = z.object({
  state: z.enum(["error", "failure", "pending", "success"]),
  target_url: z.url().nullish(),
  description: z.string().max(140).nullish(),
  context: z.string().min(1).max(255).default("default"),
});
const read: Need = { permission: "statuses", level: "read", role: "read" };
const report: Need = { permission: "statuses", level: "write", role: "write" };

/** Commit statuses: reported by Apps and people, the latest of each context counts. */
export function mountStatuses(api: Api, github: LocalGithub): void {
  const { urls, store } = github;

  api.post("/repos/:owner/:repo/statuses/:sha", async (c) => {
    const access = requireRepository(github, c, report);
    const name = c.req.param("sha");
    const found = await resolveCommit(github, access.repository, name);
    if (!found) throw new ApiError(422, `No commit found for SHA: ${name}`);
    const body = await readBody(c, "Status", Create);
    const status = store.feedback.addStatus({
      repository_id: access.repository.id,
      sha: found.id,
      creator_id: actorOf(c.var.caller).id,
      state: body.state,
      context: body.context,
      description: body.description ?? null,
      target_url: body.target_url ?? null,
      created_at: Date.now(),
    });
    return sendJson(c, shape(access, status), 201);
  });

  const of = async (c: ApiContext) => {
    const access = requireRepository(github, c, read);
    const found = await resolveCommit(github, access.repository, c.req.param("ref") ?? "");
    if (!found) throw notFound();
    return {
      access,
      sha: found.id,
      statuses: store.feedback.statuses(access.repository.id, found.id),
    };
  };

  api.get("/repos/:owner/:repo/commits/:ref{.+}/statuses", async (c) => {
    const { access, statuses } = await of(c);
    return sendJson(
      c,
      paginate(c, statuses).map((status) => shape(access, status)),
    );
  });

  api.get("/repos/:owner/:repo/commits/:ref{.+}/status", async (c) => {
    const { access, sha, statuses } = await of(c);
    const latest = [
      ...new Map(statuses.toReversed().map((status) => [status.context, status])).values(),
    ];
    const url = `${urls.api}/repos/${fullName(access)}/commits/${sha}`;
    const answer: components["schemas"]["combined-commit-status"] = {
      state: combine(latest),
      statuses: latest.map((status) => ({ ...shape(access, status), required: null })),
      sha,
      total_count: latest.length,
      repository: minimalRepository(access, urls, null),
      commit_url: url,
      url: `${url}/status`,
    };
    return sendJson(c, answer);
  });

  function shape(access: Access, status: CommitStatus): components["schemas"]["status"] {
    const creator = store.accounts.byId(status.creator_id);
    return {
      id: status.id,
      node_id: nodeId("StatusContext", status.id),
      url: `${urls.api}/repos/${fullName(access)}/statuses/${status.sha}`,
      avatar_url: `${urls.web}/avatars/${status.creator_id}`,
      state: status.state,
      description: status.description,
      target_url: status.target_url,
      context: status.context,
      created_at: isoTime(status.created_at),
      updated_at: isoTime(status.created_at),
      creator: creator ? simpleUser(creator, urls) : null,
    };
  }
}

function combine(latest: CommitStatus[]): string {
  const states = new Set(latest.map((status) => status.state));
  if (states.has("error") || states.has("failure")) return "failure";
  return latest.length === 0 || states.has("pending") ? "pending" : "success";
}
