import { html } from "hono/html";
import { roleOf } from "../access/repository-role.ts";
import { sharedRepositories } from "../access/shared-repositories.ts";
import { repositoryPath } from "../git/directories.ts";
import { parseCommit, parseTree } from "../git/parse-objects.ts";
import { readRef } from "../git/read-refs.ts";
import type { LocalGithub } from "../local-github.ts";
import { fullName, type OwnedRepository } from "../shapes/repository.ts";
import { fileRow } from "./file-row.ts";
import { avatar, type Markup, sendPage } from "./layout.ts";
import { missing, openRepository } from "./open-repository.ts";
import type { PageContext, Pages } from "./page-types.ts";
import { time } from "./time.ts";

/** Of a long list the newest are shown. */
const MAX_ROWS = 200;

/** The start page, an owner's page and a repository's page: enough that links lead somewhere. */
export function mountRepositoryPages(pages: Pages, github: LocalGithub): void {
  pages.get("/", (c) => {
    const { user } = c.var.browser;
    const mine = user ? sharedRepositories(github, user) : [];
    const rows = mine
      .toReversed()
      .slice(0, MAX_ROWS)
      .flatMap((repository) => {
        const owner = github.store.accounts.byId(repository.owner_id);
        return owner ? [row({ repository, owner })] : [];
      });
    return sendPage(
      github,
      c,
      { title: "Repositories" },
      html`<h1>Repositories</h1>${rows.length > 0 ? html`<ul class="rows card">${rows}</ul>` : html`<p class="quiet">${user ? "No repository is shared with you yet. They appear here when you start a lab and accept its invitation." : "Sign in to see your repositories."}</p>`}
<p class="small"><a href="/settings/tokens">Access tokens for git</a></p>`,
    );
  });

  pages.get("/:owner", (c) => {
    const { user } = c.var.browser;
    const owner = github.store.accounts.byLogin(c.req.param("owner"));
    if (!owner || owner.type === "Bot") return missing(github, c);
    const seen = github.store.repositories
      .ofOwner(owner.id)
      .filter((one) => (user ? roleOf(github, one, user) !== null : !one.private));
    const rows = seen
      .toReversed()
      .slice(0, MAX_ROWS)
      .map((repository) => row({ repository, owner }));
    return sendPage(
      github,
      c,
      { title: owner.login },
      html`<div class="line">${avatar(owner)}<h1>${owner.name ?? owner.login}</h1></div>${
        rows.length > 0
          ? html`<ul class="rows card" aria-label="Repositories">${rows}</ul>`
          : html`<p class="quiet">There is no repository here that you may see.</p>`
      }`,
    );
  });

  pages.get("/:owner/:repo", async (c) => {
    const access = openRepository(github, c);
    if (access instanceof Response) return access;
    if (!access) return missing(github, c);
    return showRepository(github, c, access);
  });
}

async function showRepository(
  github: LocalGithub,
  c: PageContext,
  owned: OwnedRepository,
): Promise<Response> {
  const { repository } = owned;
  const path = repositoryPath(github.directories, repository.id);
  const head = readRef(path, `refs/heads/${repository.default_branch}`);
  const commit = head ? await github.objects.read(path, head) : undefined;
  const parsed = commit?.body ? parseCommit(commit.body) : null;
  const tree = parsed ? await github.objects.read(path, parsed.tree) : undefined;
  const entries = tree?.body ? parseTree(tree.body) : [];
  const name = fullName(owned);
  return sendPage(
    github,
    c,
    { title: name },
    html`<div class="stack"><div class="line"><h1>${name}</h1><span class="tag">${repository.private ? "private" : "public"}</span>${repository.is_template ? html`<span class="tag">template</span>` : ""}</div>
${repository.description ? html`<p class="quiet">${repository.description}</p>` : ""}</div>
<div class="card pad"><h2>Clone</h2><code class="box">git clone ${github.urls.web}/${name}.git</code>
<p class="quiet small">git asks for a password? Use one of your <a href="/settings/tokens">access tokens</a>.</p></div>
${
  head && parsed
    ? html`<div class="card"><div class="head"><div class="line"><span class="grow">${parsed.message.split("\n", 1)[0]}</span><a class="mono" href="/${name}/commit/${head}">${head.slice(0, 7)}</a><span class="quiet small">${parsed.author.name}, ${time(parsed.committer.seconds * 1000)}</span></div></div>
<ul class="rows" aria-label="Files">${entries.map((entry) => fileRow(entry, `/${name}/${entry.type === "tree" ? "tree" : "blob"}/${[...repository.default_branch.split("/"), entry.name].map(encodeURIComponent).join("/")}`))}</ul></div>`
    : html`<p class="quiet">This repository is empty. Push a commit to fill it.</p>`
}`,
  );
}

function row(owned: OwnedRepository): Markup {
  const { repository } = owned;
  return html`<li><span class="grow stack"><a href="/${fullName(owned)}">${fullName(owned)}</a>${repository.description ? html`<span class="quiet small">${repository.description}</span>` : ""}</span>${repository.is_template ? html`<span class="tag">template</span>` : ""}</li>`;
}
