import { z } from "zod";
import { actorOf } from "../access/require-person.ts";
import { type Access, readContents, writeContents } from "../access/require-repository.ts";
import { repositoryPath } from "../git/directories.ts";
import { findPath, readTree } from "../git/find-path.ts";
import { isRefName, isRepositoryPath, ZERO_ID } from "../git/names.ts";
import { readRef } from "../git/read-refs.ts";
import { readCommit, resolveCommit } from "../git/resolve-commit.ts";
import { BranchMoved, writeFileToBranch } from "../git/write-file.ts";
import type { LocalGithub } from "../local-github.ts";
import { signatureOf } from "../repositories/generate-repository.ts";
import { gitCommit } from "../shapes/commit.ts";
import { contentEntry } from "../shapes/content.ts";
import { recordPush } from "../webhooks/record-push.ts";
import { ApiError, notFound, validationFailed } from "./api-error.ts";
import type { Api, ApiContext } from "./api-types.ts";
import { requireRepository } from "./find-repository.ts";
import { wantsRaw } from "./media-type.ts";
import { readBody } from "./read-body.ts";
import { sendJson } from "./send.ts";

const ONE_MB = 1024 * 1024;
const Person = z.object({
  name: z.string().min(1),
  email: z.string().min(1),
  date: z.iso.datetime({ offset: true }).optional(),
});
const Write = z.object({
  message: z.string().min(1),
  content: z.base64().optional(),
  sha: z.string().optional(),
  branch: z.string().refine(isRefName).optional(),
  author: Person.optional(),
  committer: Person.optional(),
});

const route = "/repos/:owner/:repo/contents/:path{.+}";

/** Files and folders by path: read, write with a commit, remove with a commit. */
export function mountContents(api: Api, github: LocalGithub): void {
  api.get("/repos/:owner/:repo/contents", (c) => show(github, c, ""));
  api.get(route, (c) => show(github, c, c.req.param("path").replace(/\/$/, "")));
  api.put(route, (c) => write(github, c, true));
  api.delete(route, (c) => write(github, c, false));
}

async function show(github: LocalGithub, c: ApiContext, path: string): Promise<Response> {
  const access = requireRepository(github, c, readContents);
  if (path !== "" && !isRepositoryPath(path)) throw notFound();
  const ref = c.req.query("ref") ?? access.repository.default_branch;
  const commit = await resolveCommit(github, access.repository, ref);
  if (!commit)
    throw c.req.query("ref") === undefined
      ? new ApiError(404, "This repository is empty.")
      : new ApiError(404, `No commit found for the ref ${ref}`);
  const repository = repositoryPath(github.directories, access.repository.id);
  const entry = await findPath(github, repository, commit.commit.tree, path);
  if (!entry) throw notFound();
  if (entry.type === "tree") {
    const entries = await readTree(github, repository, entry);
    const shown = entries.map(async (one) => {
      const size =
        one.type === "blob" ? ((await github.objects.read(repository, one.id, 0))?.size ?? 0) : 0;
      return contentEntry(github, access, {
        path: path ? `${path}/${one.name}` : one.name,
        ref,
        entry: one,
        size,
      });
    });
    return sendJson(c, await Promise.all(shown));
  }
  const blob = entry.type === "blob" ? await github.objects.read(repository, entry.id) : undefined;
  if (wantsRaw(c)) {
    if (!blob?.body) throw notFound();
    return c.body(new Uint8Array(blob.body), 200, { "Content-Type": "application/octet-stream" });
  }
  const facts = contentEntry(github, access, { path, ref, entry, size: blob?.size ?? 0 });
  if (!blob) return sendJson(c, facts);
  const small = blob.body !== null && blob.size <= ONE_MB;
  return sendJson(c, {
    ...facts,
    // Above 1 MB GitHub leaves the content out; it is had raw or as a blob.
    content: small ? wrapLines(blob.body?.toString("base64") ?? "") : "",
    encoding: small ? "base64" : "none",
  });
}

async function write(github: LocalGithub, c: ApiContext, keep: boolean): Promise<Response> {
  const access = requireRepository(github, c, writeContents);
  const actor = actorOf(c.var.caller);
  const file = c.req.param("path") ?? "";
  if (!isRepositoryPath(file)) throw validationFailed("Commit", "path", "invalid");
  const body = await readBody(c, "Commit", Write);
  if (keep && body.content === undefined)
    throw validationFailed("Commit", "content", "missing_field");

  const { repository } = access;
  const path = repositoryPath(github.directories, repository.id);
  const branch = body.branch ?? repository.default_branch;
  const ref = `refs/heads/${branch}`;
  const id = readRef(path, ref);
  const head = id ? await readCommit(github, path, id) : undefined;
  if (!head && (body.branch !== undefined || repository.size_kb > 0))
    throw new ApiError(404, `Branch ${branch} not found`);
  const existing = head ? await findPath(github, path, head.commit.tree, file) : undefined;
  requireSameFile(existing?.id, body.sha, file, keep);

  const now = Date.now();
  const person = (given: z.output<typeof Person> | undefined) =>
    given
      ? { name: given.name, email: given.email, at: given.date ? Date.parse(given.date) : now }
      : signatureOf(actor, new URL(github.urls.web).hostname, now);
  const written = await writeFileToBranch(github, {
    repositoryPath: path,
    ref,
    head: head ? { id: head.id, tree: head.commit.tree } : null,
    file,
    content: keep ? Buffer.from(body.content ?? "", "base64") : null,
    message: body.message,
    author: person(body.author ?? body.committer),
    committer: person(body.committer),
  }).catch((error: unknown) => {
    if (error instanceof BranchMoved)
      throw new ApiError(409, `is at another commit than expected: ${branch}`);
    throw error;
  });
  const updates = [{ ref, before: head?.id ?? ZERO_ID, after: written.commit }];
  await recordPush(github, {
    repositoryId: repository.id,
    pusherId: actor.id,
    at: now,
    updates,
    spoolName: null,
  });
  github.webhooks.wake();
  return answerWrite(github, c, access, {
    branch,
    file,
    path,
    ...written,
    created: existing === undefined,
  });
}

function requireSameFile(
  existing: string | undefined,
  sha: string | undefined,
  file: string,
  keep: boolean,
): void {
  if (!keep && existing === undefined) throw notFound();
  if (existing === sha) return;
  if (sha === undefined) throw new ApiError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  throw new ApiError(409, `${file} does not match ${sha}`);
}

async function answerWrite(
  github: LocalGithub,
  c: ApiContext,
  access: Access,
  done: {
    branch: string;
    file: string;
    path: string;
    commit: string;
    blob: string | null;
    created: boolean;
  },
): Promise<Response> {
  const found = await readCommit(github, done.path, done.commit);
  if (!found) throw new Error("the commit that was just written is not there");
  const entry = done.blob
    ? await findPath(github, done.path, found.commit.tree, done.file)
    : undefined;
  const size = done.blob ? ((await github.objects.read(done.path, done.blob, 0))?.size ?? 0) : 0;
  const content = entry
    ? contentEntry(github, access, { path: done.file, ref: done.branch, entry, size })
    : null;
  return sendJson(
    c,
    { content, commit: gitCommit(github, access, found) },
    done.created ? 201 : 200,
  );
}

/** GitHub breaks base64 into lines of 60 characters here. */
function wrapLines(base64: string): string {
  return base64.replaceAll(/.{1,60}/g, "$&\n");
}
