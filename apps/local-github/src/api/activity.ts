import type { components } from "@octokit/openapi-types";
import { readContents } from "../access/require-repository.ts";
import type { LocalGithub } from "../local-github.ts";
import { isoTime, nodeId } from "../shapes/urls.ts";
import { simpleUser } from "../shapes/user.ts";
import type { Activity } from "../store/activities.ts";
import { ApiError } from "./api-error.ts";
import type { Api } from "./api-types.ts";
import { requireRepository } from "./find-repository.ts";
import { perPage, setLinks } from "./paging.ts";
import { sendJson } from "./send.ts";

const DAY_MS = 24 * 3600 * 1000;
const periods: Record<string, number> = {
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  quarter: 91 * DAY_MS,
  year: 365 * DAY_MS,
};

/** When the branches of a repository moved, by whom, from where to where. */
export function mountActivity(api: Api, github: LocalGithub): void {
  api.get("/repos/:owner/:repo/activity", (c) => {
    const { repository } = requireRepository(github, c, readContents);
    const ref = c.req.query("ref");
    const login = c.req.query("actor");
    const actor = login === undefined ? undefined : github.store.accounts.byLogin(login);
    const period = periods[c.req.query("time_period") ?? ""];
    const limit = perPage(c);
    const newestFirst = c.req.query("direction") !== "asc";
    const [after, before] = [readCursor(c.req.query("after")), readCursor(c.req.query("before"))];
    // `after` means further on in the direction of the list, whichever that is.
    const further = newestFirst ? { below: after } : { above: after };
    const nearer = newestFirst ? { above: before } : { below: before };
    const bounds = {
      above: 0,
      below: Number.MAX_SAFE_INTEGER,
      ...defined(further),
      ...defined(nearer),
    };
    const page = github.store.activities.page({
      repositoryId: repository.id,
      ref: ref === undefined ? null : ref.startsWith("refs/") ? ref : `refs/heads/${ref}`,
      actorId: login === undefined ? null : (actor?.id ?? -1),
      type: c.req.query("activity_type") ?? null,
      since: period === undefined ? 0 : Date.now() - period,
      ...bounds,
      newestFirst,
      limit: limit + 1,
    });
    const shown = page.slice(0, limit);
    const last = shown.at(-1);
    if (page.length > limit && last)
      setLinks(c, [["next", { after: cursor(last.id), before: null }]]);
    return sendJson(c, shown.map(show));
  });

  function show(activity: Activity): components["schemas"]["activity"] {
    const actor =
      activity.actor_id === null ? undefined : github.store.accounts.byId(activity.actor_id);
    return {
      id: activity.id,
      node_id: nodeId("PushActivity", activity.id),
      before: activity.before,
      after: activity.after,
      ref: activity.ref,
      timestamp: isoTime(activity.at),
      activity_type: activity.type,
      actor: actor ? simpleUser(actor, github.urls) : null,
    };
  }
}

function defined(values: Record<string, number | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function cursor(id: number): string {
  return Buffer.from(`activity:${id}`).toString("base64url");
}

function readCursor(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const id = /^activity:(\d{1,15})$/.exec(Buffer.from(text, "base64url").toString("latin1"))?.[1];
  if (id === undefined) throw new ApiError(422, "Invalid cursor");
  return Number(id);
}
