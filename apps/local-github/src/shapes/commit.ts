import type { components } from "@octokit/openapi-types";
import type { FileChange } from "../git/diff-files.ts";
import type { ParsedSignature } from "../git/parse-objects.ts";
import type { FoundCommit } from "../git/resolve-commit.ts";
import type { LocalGithub } from "../local-github.ts";
import { fullName, type OwnedRepository } from "./repository.ts";
import { signatureTimeUtc } from "./signature-time.ts";
import { nodeId } from "./urls.ts";
import { simpleUser } from "./user.ts";

type Schemas = components["schemas"];

/** The links of a commit and of what hangs on it. */
function links(github: LocalGithub, owned: OwnedRepository) {
  const api = `${github.urls.api}/repos/${fullName(owned)}`;
  const web = `${github.urls.web}/${fullName(owned)}`;
  return { api, web };
}

const signature = (who: ParsedSignature) => ({
  name: who.name,
  email: who.email,
  date: signatureTimeUtc(who),
});

const unsigned = {
  verified: false,
  reason: "unsigned",
  signature: null,
  payload: null,
  verified_at: null,
};

/** The answer of `git/commits/{sha}`. */
export function gitCommit(
  github: LocalGithub,
  owned: OwnedRepository,
  found: FoundCommit,
): Schemas["git-commit"] {
  const { api, web } = links(github, owned);
  const { id, commit } = found;
  return {
    sha: id,
    node_id: nodeId("Commit", id),
    url: `${api}/git/commits/${id}`,
    html_url: `${web}/commit/${id}`,
    author: signature(commit.author),
    committer: signature(commit.committer),
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${api}/git/commits/${parent}`,
      html_url: `${web}/commit/${parent}`,
    })),
    verification: unsigned,
  };
}

/** The answer of `commits/{ref}`; with the changed files when they are given. */
export function commitShape(
  github: LocalGithub,
  owned: OwnedRepository,
  found: FoundCommit,
  files: FileChange[] | null,
): Schemas["commit"] {
  const { api, web } = links(github, owned);
  const { id, commit } = found;
  const person = (who: ParsedSignature) => {
    const account = github.store.accounts.byEmail(who.email);
    return account ? simpleUser(account, github.urls) : null;
  };
  const additions = files?.reduce((sum, file) => sum + file.additions, 0) ?? 0;
  const deletions = files?.reduce((sum, file) => sum + file.deletions, 0) ?? 0;
  return {
    sha: id,
    node_id: nodeId("Commit", id),
    url: `${api}/commits/${id}`,
    html_url: `${web}/commit/${id}`,
    comments_url: `${api}/commits/${id}/comments`,
    commit: {
      author: signature(commit.author),
      committer: signature(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${id}`,
      comment_count: 0,
      verification: unsigned,
    },
    author: person(commit.author),
    committer: person(commit.committer),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${api}/commits/${parent}`,
      html_url: `${web}/commit/${parent}`,
    })),
    ...(files
      ? {
          stats: { additions, deletions, total: additions + deletions },
          files: files.map((file) => diffEntry(github, owned, id, file)),
        }
      : {}),
  };
}

/** One changed file of a commit or comparison. */
export function diffEntry(
  github: LocalGithub,
  owned: OwnedRepository,
  commit: string,
  file: FileChange,
): Schemas["diff-entry"] {
  const { api, web } = links(github, owned);
  const path = file.path.split("/").map(encodeURIComponent).join("/");
  return {
    sha: file.blob,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${web}/blob/${commit}/${path}`,
    raw_url: `${web}/raw/${commit}/${path}`,
    contents_url: `${api}/contents/${path}?ref=${commit}`,
    ...(file.patch === null ? {} : { patch: file.patch }),
    ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
  };
}
