import { html } from "hono/html";
import { diffFiles, EMPTY_TREE, type FileChange } from "../git/diff-files.ts";
import { repositoryPath } from "../git/directories.ts";
import { revList } from "../git/list-commits.ts";
import { type FoundCommit, readCommit, resolveCommit } from "../git/resolve-commit.ts";
import type { LocalGithub } from "../local-github.ts";
import { fullName, type OwnedRepository } from "../shapes/repository.ts";
import { type Markup, sendPage } from "./layout.ts";
import { missing, openRepository } from "./open-repository.ts";
import type { PageContext, Pages } from "./page-types.ts";
import { time } from "./time.ts";

const MAX_COMMITS = 250;

/** What a commit changed, and what lies between two commits: where the links of push events lead. */
export function mountChangePages(pages: Pages, github: LocalGithub): void {
  pages.get("/:owner/:repo/commit/:sha", async (c) => {
    const owned = openRepository(github, c);
    if (owned instanceof Response) return owned;
    const found = owned && (await resolveCommit(github, owned.repository, c.req.param("sha")));
    if (!owned || !found) return missing(github, c);
    return showCommit(c, owned, found);
  });

  pages.get("/:owner/:repo/compare/:range", async (c) => {
    const owned = openRepository(github, c);
    if (owned instanceof Response) return owned;
    const [first = "", second] = c.req.param("range").split(/\.{2,3}/, 2);
    const from = owned && (await resolveCommit(github, owned.repository, first));
    if (!owned || !from) return missing(github, c);
    // A push that began a branch names one commit only.
    if (second === undefined) return showCommit(c, owned, from);
    const to = await resolveCommit(github, owned.repository, second);
    return to ? showComparison(c, owned, from, to) : missing(github, c);
  });

  async function showCommit(
    c: PageContext,
    owned: OwnedRepository,
    found: FoundCommit,
  ): Promise<Response> {
    const { id, commit } = found;
    const path = repositoryPath(github.directories, owned.repository.id);
    const files = await diffFiles(github.runGit, path, commit.parents[0] ?? EMPTY_TREE, id);
    const [title = "", ...text] = commit.message.split("\n");
    return sendPage(
      github,
      c,
      { title: `${title || id.slice(0, 7)} in ${fullName(owned)}` },
      html`<div class="stack"><h1>${title || "No message"}</h1>
<p class="small quiet">${commit.author.name}, ${time(commit.author.seconds * 1000)} in <a href="/${fullName(owned)}">${fullName(owned)}</a></p></div>
${text.join("\n").trim() ? html`<pre class="box">${text.join("\n").trim()}</pre>` : ""}
<p class="mono small">${id}</p>${changes(files)}`,
    );
  }

  async function showComparison(
    c: PageContext,
    owned: OwnedRepository,
    from: FoundCommit,
    to: FoundCommit,
  ): Promise<Response> {
    const path = repositoryPath(github.directories, owned.repository.id);
    const [ids, files] = await Promise.all([
      revList(github.runGit, path, [`--max-count=${MAX_COMMITS}`, to.id, `^${from.id}`]),
      diffFiles(github.runGit, path, from.id, to.id),
    ]);
    const commits = await Promise.all(ids.map((id) => readCommit(github, path, id)));
    const name = fullName(owned);
    return sendPage(
      github,
      c,
      { title: `Changes in ${name}` },
      html`<div class="stack"><h1>Changes in ${name}</h1>
<p class="small quiet">From <span class="mono">${from.id.slice(0, 12)}</span> to <span class="mono">${to.id.slice(0, 12)}</span></p></div>
<ul class="rows card" aria-label="Commits">${commits.map((found) => (found ? commitRow(name, found) : ""))}</ul>${changes(files)}`,
    );
  }
}

function commitRow(name: string, { id, commit }: FoundCommit): Markup {
  const [title = ""] = commit.message.split("\n", 1);
  return html`<li><span class="grow">${title || "No message"}</span><a class="mono" href="/${name}/commit/${id}">${id.slice(0, 7)}</a></li>`;
}

function changes(files: FileChange[]): Markup {
  if (files.length === 0) return html`<p class="quiet">No file was changed.</p>`;
  return html`${files.map(
    (
      file,
    ) => html`<section class="card" aria-label="${file.path}"><div class="pad line"><h2 class="mono grow">${file.path}</h2>
<span class="tag">${file.status}</span><span class="small quiet">${file.additions} added, ${file.deletions} removed</span></div>
${file.patch === null ? "" : html`<pre class="box diff" tabindex="0" aria-label="Changed lines of ${file.path}">${file.patch.split("\n").map(line)}</pre>`}</section>`,
  )}`;
}

function line(text: string): Markup {
  const kind = text.startsWith("+") ? "plus" : text.startsWith("-") ? "minus" : "";
  return html`<span class="${kind}">${text || " "}</span>`;
}
