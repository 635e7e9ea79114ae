import type { components } from "@octokit/openapi-types";
import { type Access, readContents } from "../access/require-repository.ts";
import { repositoryPath } from "../git/directories.ts";
import { isObjectId, isRefName } from "../git/names.ts";
import { listRefs, type Ref, readRef } from "../git/read-refs.ts";
import { readCommit, resolveCommit } from "../git/resolve-commit.ts";
import type { LocalGithub } from "../local-github.ts";
import { gitCommit } from "../shapes/commit.ts";
import { fullName } from "../shapes/repository.ts";
import { nodeId } from "../shapes/urls.ts";
import { ApiError, notFound } from "./api-error.ts";
import type { Api, ApiContext } from "./api-types.ts";
import { requireRepository } from "./find-repository.ts";
import { wantsRaw } from "./media-type.ts";
import { sendJson } from "./send.ts";

type Schemas = components["schemas"];

const MAX_BLOB_BYTES = 100 * 1024 * 1024;
const MAX_TREE_ENTRIES = 100_000;
const base = "/repos/:owner/:repo/git";

/** git's own objects and refs: trees, blobs, commits, refs. */
export function mountGitData(api: Api, github: LocalGithub): void {
  const open = (c: ApiContext) => {
    const access = requireRepository(github, c, readContents);
    return { access, path: repositoryPath(github.directories, access.repository.id) };
  };
  const url = (access: Access, rest: string) =>
    `${github.urls.api}/repos/${fullName(access)}/git/${rest}`;

  api.get(`${base}/commits/:sha`, async (c) => {
    const { access, path } = open(c);
    const found = await readCommit(github, path, c.req.param("sha"));
    if (!found) throw notFound();
    return sendJson(c, gitCommit(github, access, found));
  });

  api.get(`${base}/blobs/:sha`, async (c) => {
    const { access, path } = open(c);
    const sha = c.req.param("sha");
    const object = await github.objects.read(path, sha, MAX_BLOB_BYTES);
    if (object?.type !== "blob") throw notFound();
    if (!object.body) {
      throw new ApiError(
        403,
        "This API returns blobs up to 100 MB in size. The requested blob is too large to fetch via the API.",
      );
    }
    if (wantsRaw(c))
      return c.body(new Uint8Array(object.body), 200, {
        "Content-Type": "application/octet-stream",
      });
    const blob: Schemas["blob"] = {
      sha,
      node_id: nodeId("Blob", sha),
      size: object.size,
      url: url(access, `blobs/${sha}`),
      content: object.body.toString("base64"),
      encoding: "base64",
    };
    return sendJson(c, blob);
  });

  api.get(`${base}/trees/:sha{.+}`, async (c) => {
    const { access, path } = open(c);
    const name = c.req.param("sha");
    const tree = await treeOf(github, access, path, name);
    const recursive = c.req.query("recursive") !== undefined;
    const entries = await listTree(github, path, tree, recursive);
    const answer: Schemas["git-tree"] = {
      sha: tree,
      url: url(access, `trees/${tree}`),
      tree: entries.slice(0, MAX_TREE_ENTRIES).map((entry) => ({
        ...entry,
        ...(entry.type === "commit" ? {} : { url: url(access, `${entry.type}s/${entry.sha}`) }),
      })),
      truncated: entries.length > MAX_TREE_ENTRIES,
    };
    return sendJson(c, answer);
  });

  const showRef = async (access: Access, path: string, ref: Ref): Promise<Schemas["git-ref"]> => {
    const object = await github.objects.read(path, ref.id, 0);
    const type = object?.type ?? "commit";
    return {
      ref: ref.name,
      node_id: nodeId("Ref", `${access.repository.id}:${ref.name}`),
      url: url(access, ref.name),
      object: { type, sha: ref.id, url: url(access, `${type}s/${ref.id}`) },
    };
  };

  api.get(`${base}/ref/:ref{.+}`, async (c) => {
    const { access, path } = open(c);
    const name = `refs/${c.req.param("ref")}`;
    const id = readRef(path, name);
    if (!id) throw notFound();
    return sendJson(c, await showRef(access, path, { name, id }));
  });
  api.get(`${base}/matching-refs/:ref{.+}`, async (c) => {
    const { access, path } = open(c);
    const prefix = `refs/${c.req.param("ref")}`;
    if (!isRefName(prefix.replace(/\/$/, ""))) throw notFound();
    return sendJson(
      c,
      await Promise.all(listRefs(path, prefix).map((ref) => showRef(access, path, ref))),
    );
  });
}

async function treeOf(
  github: LocalGithub,
  access: Access,
  path: string,
  name: string,
): Promise<string> {
  if (isObjectId(name)) {
    const object = await github.objects.read(path, name, 0);
    if (object?.type === "tree") return name;
  }
  const found = await resolveCommit(github, access.repository, name);
  if (!found) throw notFound();
  return found.commit.tree;
}

async function listTree(github: LocalGithub, path: string, tree: string, recursive: boolean) {
  const args = ["ls-tree", "-z", "-l", ...(recursive ? ["-r", "-t"] : []), tree];
  const { stdout } = await github.runGit(args, { cwd: path });
  return stdout
    .toString("utf8")
    .split("\0")
    .flatMap((line) => {
      const match = /^(\d{6}) (blob|tree|commit) ([0-9a-f]{40}) +(\d+|-)\t(.+)$/s.exec(line);
      if (!match) return [];
      const [, mode = "", type = "", sha = "", size = "", name = ""] = match;
      return [{ path: name, mode, type, sha, ...(size === "-" ? {} : { size: Number(size) }) }];
    });
}
