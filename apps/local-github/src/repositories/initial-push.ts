import { ZERO_ID } from "../git/names.ts";
import type { CommitFacts, Signature } from "../git/write-objects.ts";
import type { LocalGithub } from "../local-github.ts";
import { fullName, type OwnedRepository } from "../shapes/repository.ts";
import { isoTime } from "../shapes/urls.ts";
import type { PushFacts } from "../webhooks/push-payload.ts";

const person = (who: Signature) => ({ name: who.name, email: who.email, date: isoTime(who.at) });

/** What a push event says about a first commit that this server wrote itself. Its files are not listed: asking git would cost more than making the repository. */
export function initialPushFacts(
  github: LocalGithub,
  owned: OwnedRepository,
  commit: { ref: string; id: string; facts: CommitFacts },
): PushFacts {
  const described = {
    id: commit.id,
    tree_id: commit.facts.tree,
    distinct: true,
    message: commit.facts.message,
    timestamp: isoTime(commit.facts.committer.at),
    url: `${github.urls.web}/${fullName(owned)}/commit/${commit.id}`,
    author: person(commit.facts.author),
    committer: person(commit.facts.committer),
    added: [],
    removed: [],
    modified: [],
  };
  return {
    ref: commit.ref,
    before: ZERO_ID,
    after: commit.id,
    forced: false,
    baseRef: null,
    commits: [described],
    headCommit: described,
  };
}
