import type { components } from "@octokit/openapi-types";
import { z } from "zod";
import type { Access, Need } from "../access/require-repository.ts";
import { resolveCommit } from "../git/resolve-commit.ts";
import type { LocalGithub } from "../local-github.ts";
import { appShape } from "../shapes/installation.ts";
import { fullName } from "../shapes/repository.ts";
import { isoTime, nodeId } from "../shapes/urls.ts";
import type { StoredCheckRun } from "../store/feedback.ts";
import { ApiError, notFound } from "./api-error.ts";
import type { Api } from "./api-types.ts";
import { requireRepository } from "./find-repository.ts";
import { paginate } from "./paging.ts";
import { readBody } from "./read-body.ts";
import { sendJson } from "./send.ts";

const Time = z.iso.datetime({ offset: true });
const Output = z.object({
  title: z.string().max(255).nullish(),
  summary: z.string().max(65_535).nullish(),
  text: z.string().max(65_535).nullish(),
});
const Facts = z.object({
  name: z.string().min(1).max(255),
  external_id: z.string().max(255).nullish(),
  details_url: z.url().nullish(),
  status: z.enum(["queued", "in_progress", "completed"]).default("queued"),
  conclusion: z
    .enum(["success", "failure", "neutral", "cancelled", "skipped", "timed_out", "action_required"])
    .nullish(),
  started_at: Time.nullish(),
  completed_at: Time.nullish(),
  output: Output.nullish(),
});
const Create = Facts.extend({ head_sha: z.string() });
const Update = Facts.extend({ status: Facts.shape.status.unwrap() }).partial();
type Facts = z.output<typeof Facts>;

const read: Need = { permission: "checks", level: "read", role: "read" };
const report: Need = { permission: "checks", level: "write", role: "write" };
const base = "/repos/:owner/:repo";

/** Check runs: feedback of an App on a commit. Only Apps may report them. */
export function mountCheckRuns(api: Api, github: LocalGithub): void {
  const { store, urls, config } = github;

  api.post(`${base}/check-runs`, async (c) => {
    const access = requireRepository(github, c, report);
    if (c.var.caller.kind !== "installation")
      throw new ApiError(403, "You must authenticate via a GitHub App.");
    const { head_sha: head, ...facts } = await readBody(c, "CheckRun", Create);
    const found = await resolveCommit(github, access.repository, head);
    if (!found) throw new ApiError(422, `No commit found for SHA: ${head}`);
    const data = settle(facts);
    const id = store.feedback.addCheckRun(access.repository.id, found.id, JSON.stringify(data));
    return sendJson(c, shape(access, { id, sha: found.id, data: JSON.stringify(data) }), 201);
  });

  api.patch(`${base}/check-runs/:id{[0-9]+}`, async (c) => {
    const access = requireRepository(github, c, report);
    if (c.var.caller.kind !== "installation")
      throw new ApiError(403, "You must authenticate via a GitHub App.");
    const run = store.feedback.checkRun(access.repository.id, Number(c.req.param("id")));
    if (!run) throw notFound();
    const changes = await readBody(c, "CheckRun", Update);
    const before = Facts.parse(JSON.parse(run.data));
    const data = JSON.stringify(settle({ ...before, ...changes }));
    store.feedback.updateCheckRun(run.id, data);
    return sendJson(c, shape(access, { ...run, data }));
  });

  api.get(`${base}/check-runs/:id{[0-9]+}`, (c) => {
    const access = requireRepository(github, c, read);
    const run = store.feedback.checkRun(access.repository.id, Number(c.req.param("id")));
    if (!run) throw notFound();
    return sendJson(c, shape(access, run));
  });

  api.get(`${base}/commits/:ref{.+}/check-runs`, async (c) => {
    const access = requireRepository(github, c, read);
    const found = await resolveCommit(github, access.repository, c.req.param("ref"));
    if (!found) throw notFound();
    const runs = store.feedback.checkRuns(access.repository.id, found.id);
    return sendJson(c, {
      total_count: runs.length,
      check_runs: paginate(c, runs).map((run) => shape(access, run)),
    });
  });

  function shape(access: Access, run: StoredCheckRun): components["schemas"]["check-run"] {
    const facts = Facts.parse(JSON.parse(run.data));
    const url = `${urls.api}/repos/${fullName(access)}/check-runs/${run.id}`;
    const owner = store.accounts.byLogin(config.organisation.login);
    const count = store.installations.live().length;
    return {
      id: run.id,
      head_sha: run.sha,
      node_id: nodeId("CheckRun", run.id),
      external_id: facts.external_id ?? null,
      url,
      html_url: `${urls.web}/${fullName(access)}/commit/${run.sha}`,
      details_url: facts.details_url ?? null,
      status: facts.status,
      conclusion: facts.conclusion ?? null,
      started_at: facts.started_at ?? null,
      completed_at: facts.completed_at ?? null,
      output: {
        title: facts.output?.title ?? null,
        summary: facts.output?.summary ?? null,
        text: facts.output?.text ?? null,
        annotations_count: 0,
        annotations_url: `${url}/annotations`,
      },
      name: facts.name,
      check_suite: null,
      app: owner ? appShape(config.app, owner, count, owner.created_at, urls) : null,
      pull_requests: [],
    };
  }
}

/** A conclusion completes a run, and a completed run has its times. */
function settle(facts: Facts): Facts {
  const now = isoTime(Date.now());
  const completed = facts.conclusion !== undefined && facts.conclusion !== null;
  return {
    ...facts,
    status: completed ? "completed" : facts.status,
    started_at: facts.started_at ?? (completed || facts.status === "in_progress" ? now : null),
    completed_at: completed ? (facts.completed_at ?? now) : null,
  };
}
