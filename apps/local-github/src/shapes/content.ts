import type { ParsedTreeEntry } from "../git/parse-objects.ts";
import type { LocalGithub } from "../local-github.ts";
import { fullName, type OwnedRepository } from "./repository.ts";

export interface ContentPlace {
  path: string;
  /** As the caller named it: branch, tag or commit. */
  ref: string;
  entry: ParsedTreeEntry;
  size: number;
}

const types = { tree: "dir", blob: "file", commit: "submodule" } as const;

/** What `contents` says about a file or folder, without what is in it. */
export function contentEntry(github: LocalGithub, owned: OwnedRepository, place: ContentPlace) {
  const { entry, ref, size } = place;
  const path = place.path.split("/").map(encodeURIComponent).join("/");
  const api = `${github.urls.api}/repos/${fullName(owned)}`;
  const url = `${api}/contents/${path}?ref=${encodeURIComponent(ref)}`;
  const git = `${api}/git/${entry.type}s/${entry.id}`;
  const html = `${github.urls.web}/${fullName(owned)}/${entry.type === "tree" ? "tree" : "blob"}/${ref}/${path}`;
  return {
    type: entry.mode === "120000" ? ("symlink" as const) : types[entry.type],
    name: entry.name,
    path: place.path,
    sha: entry.id,
    size,
    url,
    git_url: git,
    html_url: html,
    download_url:
      entry.type === "blob" ? `${github.urls.web}/${fullName(owned)}/raw/${ref}/${path}` : null,
    _links: { self: url, git, html },
  };
}
