import { join } from "node:path";
import { repositoryPath } from "../git/directories.ts";
import { borrowObjects, layOutRepository, writeNewRef } from "../git/lay-out-repository.ts";
import { ZERO_ID } from "../git/names.ts";
import { type ParsedCommit, parseCommit } from "../git/parse-objects.ts";
import { listRefs, type Ref, readRef } from "../git/read-refs.ts";
import { type CommitFacts, type Signature, writeCommit } from "../git/write-objects.ts";
import type { LocalGithub } from "../local-github.ts";
import type { OwnedRepository } from "../shapes/repository.ts";
import type { Account } from "../store/accounts.ts";
import type { Repository } from "../store/repositories.ts";
import { adoptOwnRepository } from "../webhooks/installation-events.ts";
import type { PushFacts } from "../webhooks/push-payload.ts";
import { writePush } from "../webhooks/record-push.ts";
import { queueRepositoryEvent } from "../webhooks/repository-events.ts";
import { initialPushFacts } from "./initial-push.ts";
import { placeRepository } from "./place-repository.ts";

export interface GenerateRepository {
  template: Repository;
  owner: Account;
  name: string;
  description: string | null;
  private: boolean;
  allBranches: boolean;
  actor: Account;
}

const INITIAL_MESSAGE = "Initial commit";

/** The author that GitHub gives to commits that somebody makes through it. */
export function signatureOf(account: Account, host: string, at: number): Signature {
  return {
    name: account.name ?? account.login,
    email: account.email ?? `${account.id}+${account.login}@users.noreply.${host}`,
    at,
  };
}

/**
 * A new repository with one fresh commit of the template's tree, and nothing of its history.
 * Objects are borrowed from a seed; all writing is direct, no git process runs.
 */
export async function generateRepository(
  github: LocalGithub,
  wanted: GenerateRepository,
): Promise<OwnedRepository> {
  const { template, owner, actor } = wanted;
  const templatePath = repositoryPath(github.directories, template.id);
  const branches = templateBranches(templatePath, template.default_branch, wanted.allBranches);
  const heads = await Promise.all(
    branches.map(async (branch) => ({
      ref: branch.name,
      tree: await treeOf(github, templatePath, branch.id),
    })),
  );
  let kilobytes = 0;
  for (const head of heads) kilobytes += await github.seeds.ensure(templatePath, head.tree);

  const now = Date.now();
  const lateMs = heads.length > 0 ? (github.testControl?.copyDelayMs ?? 0) : 0;
  const built = layOutRepository(github.directories, template.default_branch);
  if (heads.length > 0) borrowObjects(built, [...new Set(heads.map((head) => head.tree))]);
  const author = signatureOf(actor, new URL(github.urls.web).hostname, now);
  const committer = { name: "GitHub", email: "noreply@github.com", at: now };
  const commits = heads.map(({ ref, tree }) => {
    const facts: CommitFacts = { tree, parents: [], author, committer, message: INITIAL_MESSAGE };
    const id = writeCommit(join(built, "objects"), facts);
    if (lateMs === 0) writeNewRef(built, ref, id);
    return { ref, id, facts };
  });

  const placed = placeRepository(
    github,
    built,
    {
      owner_id: owner.id,
      name: wanted.name,
      description: wanted.description,
      private: wanted.private,
      is_template: false,
      default_branch: template.default_branch,
      template_id: template.id,
      size_kb: lateMs === 0 ? kilobytes : 0,
      created_at: now,
      pushed_at: null,
    },
    (repository) => {
      adoptOwnRepository(github, repository, actor);
      queueRepositoryEvent(github, { repository, owner }, actor, { action: "created" });
      if (lateMs > 0) {
        github.store.lateCopies.add({
          repository_id: repository.id,
          due_at: now + lateMs,
          actor_id: actor.id,
          size_kb: kilobytes,
          commits,
        });
        return;
      }
      // GitHub announces the first commit as a push by whoever generated it.
      const facts = commits.map(
        (commit): PushFacts => initialPushFacts(github, { repository, owner }, commit),
      );
      writePush(
        github,
        { repositoryId: repository.id, pusherId: actor.id, at: now, updates: [], spoolName: null },
        actor,
        facts,
      );
    },
  );
  github.webhooks.wake();
  if (lateMs > 0) github.lateCopies.wake();
  return { repository: github.store.repositories.byId(placed.id) ?? placed, owner };
}

function templateBranches(path: string, defaultBranch: string, all: boolean): Ref[] {
  const main = `refs/heads/${defaultBranch}`;
  const id = readRef(path, main);
  if (!id) return [];
  const others = all ? listRefs(path, "refs/heads/").filter((ref) => ref.name !== main) : [];
  return [{ name: main, id }, ...others];
}

// A commit never changes, so its tree is read once. 40 bytes each; a server sees few template commits.
const trees = new Map<string, string>();

async function treeOf(github: LocalGithub, path: string, commit: string): Promise<string> {
  const known = trees.get(commit);
  if (known) return known;
  const object = await github.objects.read(path, commit);
  const parsed: ParsedCommit | null = object?.body ? parseCommit(object.body) : null;
  const tree = parsed?.tree ?? ZERO_ID;
  trees.set(commit, tree);
  return tree;
}
