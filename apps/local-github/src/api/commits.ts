import type { components } from "@octokit/openapi-types";
import { type Access, readContents } from "../access/require-repository.ts";
import { diffFiles, EMPTY_TREE, type FileChange } from "../git/diff-files.ts";
import { repositoryPath } from "../git/directories.ts";
import { revList } from "../git/list-commits.ts";
import { isRepositoryPath } from "../git/names.ts";
import { type FoundCommit, readCommit, resolveCommit } from "../git/resolve-commit.ts";
import type { LocalGithub } from "../local-github.ts";
import { commitShape, diffEntry } from "../shapes/commit.ts";
import { fullName } from "../shapes/repository.ts";
import { ApiError, notFound } from "./api-error.ts";
import type { Api, ApiContext } from "./api-types.ts";
import { requireRepository } from "./find-repository.ts";
import { wantsSha } from "./media-type.ts";
import { perPage, setLinks } from "./paging.ts";
import { sendJson } from "./send.ts";

const base = "/repos/:owner/:repo";
const MAX_COMPARED = 250;

/** Commits: list, one with its changes, and the comparison of two. */
export function mountCommits(api: Api, github: LocalGithub): void {
  api.get(`${base}/commits`, async (c) => {
    const access = requireRepository(github, c, readContents);
    const { repository } = access;
    const start = await resolveCommit(github, repository, c.req.query("sha") ?? "HEAD");
    if (!start) {
      if (c.req.query("sha") === undefined) throw new ApiError(409, "Git Repository is empty.");
      throw notFound();
    }
    const path = repositoryPath(github.directories, repository.id);
    const size = perPage(c);
    const page = Math.max(1, Number(c.req.query("page") ?? 1) || 1);
    const limits = [`--max-count=${size + 1}`, `--skip=${(page - 1) * size}`, ...timeLimits(c)];
    const only = c.req.query("path");
    if (only !== undefined && !isRepositoryPath(only)) throw notFound();
    const ids = await revList(github.runGit, path, [
      ...limits,
      start.id,
      ...(only === undefined ? [] : ["--", only]),
    ]);
    const links: [string, Record<string, string>][] = [];
    if (page > 1) links.push(["prev", { page: String(page - 1) }], ["first", { page: "1" }]);
    if (ids.length > size) links.push(["next", { page: String(page + 1) }]);
    setLinks(c, links);
    const found = await readAll(github, path, ids.slice(0, size));
    return sendJson(
      c,
      found.map((one) => commitShape(github, access, one, null)),
    );
  });

  api.get(`${base}/commits/:ref{.+}`, async (c, next) => {
    const name = c.req.param("ref");
    // Statuses and check runs of a commit lie below the same address.
    if (/\/(?:status|statuses|check-runs)$/.test(name)) return next();
    const access = requireRepository(github, c, readContents);
    const found = await resolveCommit(github, access.repository, name);
    if (!found) throw new ApiError(422, `No commit found for SHA: ${name}`);
    if (wantsSha(c)) return c.text(found.id);
    return sendJson(c, commitShape(github, access, found, await changesOf(github, access, found)));
  });

  api.get(`${base}/compare/:range{.+}`, async (c) => {
    const access = requireRepository(github, c, readContents);
    const [baseName = "", headName = ""] = c.req.param("range").split(/\.{2,3}/, 2);
    const [from, to] = await Promise.all([
      resolveCommit(github, access.repository, baseName),
      resolveCommit(github, access.repository, headName),
    ]);
    if (!from || !to) throw notFound();
    return sendJson(c, await compare(github, access, from, to));
  });
}

/** The files that a commit changed against its first parent. */
export function changesOf(
  github: LocalGithub,
  access: Access,
  found: FoundCommit,
): Promise<FileChange[]> {
  const path = repositoryPath(github.directories, access.repository.id);
  return diffFiles(github.runGit, path, found.commit.parents[0] ?? EMPTY_TREE, found.id);
}

async function compare(
  github: LocalGithub,
  access: Access,
  from: FoundCommit,
  to: FoundCommit,
): Promise<components["schemas"]["commit-comparison"]> {
  const path = repositoryPath(github.directories, access.repository.id);
  const { stdout } = await github.runGit(["merge-base", from.id, to.id], {
    cwd: path,
    accept: [1],
  });
  const mergeBase = await readCommit(github, path, stdout.toString("latin1").trim());
  if (!mergeBase) throw new ApiError(404, `No common ancestor between ${from.id} and ${to.id}.`);
  const [ahead, behind, files] = await Promise.all([
    revList(github.runGit, path, [to.id, `^${from.id}`]),
    revList(github.runGit, path, [from.id, `^${to.id}`]),
    diffFiles(github.runGit, path, mergeBase.id, to.id),
  ]);
  // Oldest first; of a long way the end nearest to the head is shown.
  const listed = await readAll(github, path, ahead.slice(0, MAX_COMPARED).toReversed());
  const range = `${from.id}...${to.id}`;
  const web = `${github.urls.web}/${fullName(access)}/compare/${range}`;
  return {
    url: `${github.urls.api}/repos/${fullName(access)}/compare/${range}`,
    html_url: web,
    permalink_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    base_commit: commitShape(github, access, from, null),
    merge_base_commit: commitShape(github, access, mergeBase, null),
    status:
      ahead.length > 0
        ? behind.length > 0
          ? "diverged"
          : "ahead"
        : behind.length > 0
          ? "behind"
          : "identical",
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: listed.map((one) => commitShape(github, access, one, null)),
    files: files.map((file) => diffEntry(github, access, to.id, file)),
  };
}

async function readAll(github: LocalGithub, path: string, ids: string[]): Promise<FoundCommit[]> {
  const found = await Promise.all(ids.map((id) => readCommit(github, path, id)));
  return found.filter((one) => one !== undefined);
}

function timeLimits(c: ApiContext): string[] {
  return (["since", "until"] as const).flatMap((name) => {
    const time = Date.parse(c.req.query(name) ?? "");
    return Number.isNaN(time) ? [] : [`--${name}=${Math.floor(time / 1000)}`];
  });
}
