import type { components } from "@octokit/openapi-webhooks-types";
import {
  type ChangedFiles,
  changedFiles,
  isForced,
  notOtherRefs,
  revList,
} from "../git/list-commits.ts";
import { ZERO_ID } from "../git/names.ts";
import {
  type ParsedCommit,
  type ParsedSignature,
  parseCommit,
  parseTagTarget,
} from "../git/parse-objects.ts";
import { listRefs } from "../git/read-refs.ts";
import type { LocalGithub } from "../local-github.ts";
import { fullName, type OwnedRepository } from "../shapes/repository.ts";
import { signatureTime } from "../shapes/signature-time.ts";
import type { Account } from "../store/accounts.ts";
import { eventContext } from "./publish.ts";
import { pushRepository } from "./repository-payload.ts";

type PushEvent = components["schemas"]["webhook-push"];
type PushCommit = PushEvent["commits"][number];

/** GitHub lists at most this many commits, the newest ones. */
const MAX_COMMITS = 2048;

export interface RefUpdate {
  ref: string;
  before: string;
  after: string;
}

/** What git says about one moved ref, before anything is written down. */
export interface PushFacts extends RefUpdate {
  forced: boolean;
  baseRef: string | null;
  commits: PushCommit[];
  headCommit: PushCommit | null;
}

/**
 * Asks git about one moved ref. `laterRefs` are the refs of the same push that come after it:
 * commits that arrive on two new branches at once are listed with the first.
 */
export async function readPushFacts(
  github: LocalGithub,
  owned: OwnedRepository,
  path: string,
  update: RefUpdate,
  laterRefs: string[],
): Promise<PushFacts> {
  const { ref, before, after } = update;
  if (after === ZERO_ID) {
    return { ...update, forced: false, baseRef: null, commits: [], headCommit: null };
  }
  if (!ref.startsWith("refs/heads/")) {
    const target = await readTagTarget(github, path, after);
    const [headCommit] = await describe(github, owned, path, target ? [target] : [], new Set());
    return {
      ...update,
      forced: before !== ZERO_ID,
      baseRef: branchAt(path, target, ref),
      commits: [],
      headCommit: headCommit ?? null,
    };
  }
  const created = before === ZERO_ID;
  const onlyHere = notOtherRefs([ref, ...laterRefs]);
  const limit = `--max-count=${MAX_COMMITS}`;
  const [listed, distinct, forced] = await Promise.all([
    created
      ? revList(github.runGit, path, [limit, after, ...onlyHere])
      : revList(github.runGit, path, [limit, after, `^${before}`]),
    created ? null : revList(github.runGit, path, [limit, after, `^${before}`, ...onlyHere]),
    created ? false : isForced(github.runGit, path, before, after),
  ]);
  const oldestFirst = listed.toReversed();
  const described = await describe(
    github,
    owned,
    path,
    oldestFirst.includes(after) ? oldestFirst : [...oldestFirst, after],
    new Set(distinct ?? listed),
  );
  return {
    ...update,
    forced,
    baseRef: created ? branchAt(path, after, ref) : null,
    commits: described.slice(0, oldestFirst.length),
    headCommit: described.at(-1) ?? null,
  };
}

/** The payload of one `push` event. */
export function pushPayload(
  github: LocalGithub,
  owned: OwnedRepository,
  pusher: Account,
  facts: PushFacts,
): PushEvent {
  const { ref, before, after } = facts;
  const created = before === ZERO_ID;
  const deleted = after === ZERO_ID;
  const range =
    created || deleted
      ? (deleted ? before : after).slice(0, 12)
      : `${before.slice(0, 12)}...${after.slice(0, 12)}`;
  return {
    ref,
    before,
    after,
    repository: pushRepository(owned, github.urls),
    pusher: { name: pusher.login, email: pusher.email },
    ...eventContext(github, owned, pusher),
    created,
    deleted,
    forced: facts.forced,
    base_ref: facts.baseRef,
    compare: `${github.urls.web}/${fullName(owned)}/compare/${range}`,
    commits: facts.commits,
    head_commit: facts.headCommit,
  };
}

async function readTagTarget(
  github: LocalGithub,
  path: string,
  id: string,
): Promise<string | null> {
  const object = await github.objects.read(path, id, 1024 * 1024);
  if (object?.type === "commit") return id;
  return object?.type === "tag" && object.body
    ? readTagTarget(github, path, parseTagTarget(object.body))
    : null;
}

function branchAt(path: string, id: string | null, except: string): string | null {
  return (
    listRefs(path, "refs/heads/").find((ref) => ref.id === id && ref.name !== except)?.name ?? null
  );
}

async function describe(
  github: LocalGithub,
  owned: OwnedRepository,
  path: string,
  ids: string[],
  distinct: Set<string>,
): Promise<PushCommit[]> {
  const [objects, files] = await Promise.all([
    Promise.all(ids.map((id) => github.objects.read(path, id))),
    changedFiles(github.runGit, path, ids),
  ]);
  return objects.flatMap((object) => {
    if (object?.type !== "commit" || !object.body) return [];
    const commit = parseCommit(object.body);
    const url = `${github.urls.web}/${fullName(owned)}/commit/${object.id}`;
    return [
      describeCommit(github, object.id, commit, url, distinct.has(object.id), files.get(object.id)),
    ];
  });
}

function describeCommit(
  github: LocalGithub,
  id: string,
  commit: ParsedCommit,
  url: string,
  distinct: boolean,
  files: ChangedFiles | undefined,
): PushCommit {
  const person = (who: ParsedSignature) => {
    const account = github.store.accounts.byEmail(who.email);
    return {
      name: who.name,
      email: who.email,
      date: signatureTime(who),
      ...(account ? { username: account.login } : {}),
    };
  };
  return {
    id,
    tree_id: commit.tree,
    distinct,
    message: commit.message,
    timestamp: signatureTime(commit.committer),
    url,
    author: person(commit.author),
    committer: person(commit.committer),
    added: files?.added ?? [],
    removed: files?.removed ?? [],
    modified: files?.modified ?? [],
  };
}
