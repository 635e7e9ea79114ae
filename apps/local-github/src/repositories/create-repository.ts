import { join } from "node:path";
import { importFolder } from "../git/import-folder.ts";
import { layOutRepository, writeNewRef } from "../git/lay-out-repository.ts";
import { writeCommit, writeObject, writeTree } from "../git/write-objects.ts";
import type { LocalGithub } from "../local-github.ts";
import type { OwnedRepository } from "../shapes/repository.ts";
import type { Account } from "../store/accounts.ts";
import { adoptOwnRepository } from "../webhooks/installation-events.ts";
import { writePush } from "../webhooks/record-push.ts";
import { queueRepositoryEvent } from "../webhooks/repository-events.ts";
import { signatureOf } from "./generate-repository.ts";
import { initialPushFacts } from "./initial-push.ts";
import { placeRepository } from "./place-repository.ts";

export interface CreateRepository {
  owner: Account;
  name: string;
  description: string | null;
  private: boolean;
  isTemplate: boolean;
  /** Where the first commit comes from; null leaves the repository empty. */
  content: { readme: true } | { folder: string } | null;
  actor: Account;
  /** Whether webhooks tell of it; what the configuration makes at start is nobody's news. */
  announced: boolean;
}

const DEFAULT_BRANCH = "main";

/** A repository that is not made from a template: empty, with a README, or with the files of a folder. Throws NameTaken. */
export function createRepository(github: LocalGithub, wanted: CreateRepository): OwnedRepository {
  const { owner, actor, content } = wanted;
  const now = Date.now();
  const built = layOutRepository(github.directories, DEFAULT_BRANCH);
  const objects = join(built, "objects");
  const ref = `refs/heads/${DEFAULT_BRANCH}`;
  const commit = content && writeFirstCommit();

  function writeFirstCommit() {
    const tree =
      content && "folder" in content ? importFolder(objects, content.folder) : writeReadme();
    const author = signatureOf(actor, new URL(github.urls.web).hostname, now);
    const facts = { tree, parents: [], author, committer: author, message: "Initial commit" };
    const id = writeCommit(objects, facts);
    writeNewRef(built, ref, id);
    return { ref, id, facts };
  }

  function writeReadme(): string {
    const text = `# ${wanted.name}\n${wanted.description ? `\n${wanted.description}\n` : ""}`;
    return writeTree(objects, [
      { mode: "100644", name: "README.md", id: writeObject(objects, "blob", Buffer.from(text)) },
    ]);
  }

  const placed = placeRepository(
    github,
    built,
    {
      owner_id: owner.id,
      name: wanted.name,
      description: wanted.description,
      private: wanted.private,
      is_template: wanted.isTemplate,
      default_branch: DEFAULT_BRANCH,
      template_id: null,
      size_kb: commit ? 1 : 0,
      created_at: now,
      pushed_at: null,
    },
    (repository) => {
      if (!wanted.announced) return;
      adoptOwnRepository(github, repository, actor);
      queueRepositoryEvent(github, { repository, owner }, actor, { action: "created" });
      if (!commit) return;
      const facts = [initialPushFacts(github, { repository, owner }, commit)];
      const push = {
        repositoryId: repository.id,
        pusherId: actor.id,
        at: now,
        updates: [],
        spoolName: null,
      };
      writePush(github, push, actor, facts);
    },
  );
  github.webhooks.wake();
  return { repository: github.store.repositories.byId(placed.id) ?? placed, owner };
}
