import { html } from "hono/html";
import { repositoryPath } from "../git/directories.ts";
import { findPath, readTree } from "../git/find-path.ts";
import { isRepositoryPath } from "../git/names.ts";
import type { ParsedTreeEntry } from "../git/parse-objects.ts";
import { listRefs } from "../git/read-refs.ts";
import { type FoundCommit, resolveCommit } from "../git/resolve-commit.ts";
import type { LocalGithub } from "../local-github.ts";
import { fullName, type OwnedRepository } from "../shapes/repository.ts";
import { fileRow } from "./file-row.ts";
import { type Markup, sendPage } from "./layout.ts";
import { missing, openRepository } from "./open-repository.ts";
import type { PageContext, Pages } from "./page-types.ts";

const MAX_SHOWN_BYTES = 512 * 1024;

interface Place {
  owned: OwnedRepository;
  path: string;
  ref: string;
  commit: FoundCommit;
  file: string;
  entry: ParsedTreeEntry;
}

/** Folders and files of a branch or commit, as pages and as bytes. */
export function mountCodePages(pages: Pages, github: LocalGithub): void {
  pages.get("/:owner/:repo/tree/:rest{.+}", (c) => withPlace(c, showFolder));
  pages.get("/:owner/:repo/blob/:rest{.+}", (c) => withPlace(c, showFile));
  pages.get("/:owner/:repo/raw/:rest{.+}", (c) => withPlace(c, sendBytes));

  async function withPlace(
    c: PageContext,
    show: (c: PageContext, place: Place) => Promise<Response>,
  ): Promise<Response> {
    const owned = openRepository(github, c);
    if (owned instanceof Response) return owned;
    const place = owned && (await findPlace(github, owned, c.req.param("rest") ?? ""));
    return place ? show(c, place) : missing(github, c);
  }

  async function showFolder(c: PageContext, place: Place): Promise<Response> {
    if (place.entry.type !== "tree") return c.redirect(linkTo(place, "blob", place.file));
    const entries = await readTree(github, place.path, place.entry);
    return sendPage(
      github,
      c,
      { title: `${place.file || place.ref} in ${fullName(place.owned)}` },
      html`${heading(place)}<ul class="rows card" aria-label="Files">${entries.map((entry) => row(place, entry))}</ul>`,
    );
  }

  async function showFile(c: PageContext, place: Place): Promise<Response> {
    if (place.entry.type === "tree") return c.redirect(linkTo(place, "tree", place.file));
    const blob = await github.objects.read(place.path, place.entry.id, MAX_SHOWN_BYTES);
    const binary = blob?.body?.includes(0) ?? true;
    const text = blob?.body && !binary ? blob.body.toString("utf8") : null;
    return sendPage(
      github,
      c,
      { title: `${place.file} in ${fullName(place.owned)}` },
      html`${heading(place)}<div class="card pad">${
        text === null
          ? html`<p class="quiet">This file is too large or not text. <a href="${linkTo(place, "raw", place.file)}">Get it as it is</a></p>`
          : html`<pre class="box" tabindex="0" aria-label="Content of ${place.file}">${text}</pre>`
      }</div>`,
    );
  }

  async function sendBytes(c: PageContext, place: Place): Promise<Response> {
    const blob = await github.objects.read(place.path, place.entry.id);
    if (blob?.type !== "blob" || !blob.body) return missing(github, c);
    // A student's file never runs on this origin, whatever it says it is.
    c.header("Content-Security-Policy", "default-src 'none'; sandbox");
    c.header("X-Content-Type-Options", "nosniff");
    return c.body(new Uint8Array(blob.body), 200, { "Content-Type": "text/plain; charset=utf-8" });
  }
}

/** Splits `branch/with/slash/path` where a branch, tag or commit ends. */
async function findPlace(
  github: LocalGithub,
  owned: OwnedRepository,
  rest: string,
): Promise<Place | undefined> {
  const path = repositoryPath(github.directories, owned.repository.id);
  const steps = rest.replace(/\/$/, "").split("/");
  const branches = new Set(
    listRefs(path, "refs/heads/").map((ref) => ref.name.slice("refs/heads/".length)),
  );
  const ends = steps.map((_, index) => index + 1);
  const end = ends.find((count) => branches.has(steps.slice(0, count).join("/"))) ?? 1;
  const ref = steps.slice(0, end).join("/");
  const file = steps.slice(end).join("/");
  if (file !== "" && !isRepositoryPath(file)) return undefined;
  const commit = await resolveCommit(github, owned.repository, ref);
  const entry = commit && (await findPath(github, path, commit.commit.tree, file));
  return commit && entry && { owned, path, ref, commit, file, entry };
}

/** The address of a file or folder at the place's branch or commit. */
function linkTo(place: Place, kind: "tree" | "blob" | "raw", file: string): string {
  const steps = [...place.ref.split("/"), ...file.split("/")]
    .filter(Boolean)
    .map(encodeURIComponent);
  return `/${fullName(place.owned)}/${kind}/${steps.join("/")}`;
}

function heading(place: Place): Markup {
  const name = fullName(place.owned);
  const up = place.file.split("/").slice(0, -1).join("/");
  return html`<div class="stack"><h1>${place.file || name}</h1>
<p class="small quiet"><a href="/${name}">${name}</a> at <span class="mono">${place.ref}</span>${
    place.file ? html` · <a href="${linkTo(place, "tree", up)}">Folder above</a>` : ""
  }${place.entry.type === "blob" ? html` · <a href="${linkTo(place, "raw", place.file)}">As it is</a>` : ""}</p></div>`;
}

function row(place: Place, entry: ParsedTreeEntry): Markup {
  const file = place.file ? `${place.file}/${entry.name}` : entry.name;
  return fileRow(entry, linkTo(place, entry.type === "tree" ? "tree" : "blob", file));
}
