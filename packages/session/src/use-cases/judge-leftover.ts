import type { ProviderRepository, SessionDeps } from "../ports.ts";
import { hasLiveMapping } from "../store/mapping-store.ts";
import { markerOf } from "./marker.ts";

/** What is to become of a repository that no session wants. */
export type Verdict = "delete" | "set-aside";

/**
 * A leftover is deleted only when it carries this intent's mark, is bound to no session, and has
 * nothing in it but the template: no commit of a person. Everything else is set aside for one.
 */
export async function judgeLeftover(
  deps: Pick<SessionDeps, "database" | "github">,
  intent: { readonly id: string; readonly templateTreeSha: string },
  repository: ProviderRepository,
): Promise<Verdict> {
  const { github } = deps;
  if (repository.description !== markerOf(intent.id)) return "set-aside";
  if (await hasLiveMapping(deps.database, github.host, repository.id)) return "set-aside";
  const commits = await github.countCommits(repository);
  if (commits > 1) return "set-aside";
  const head = commits === 0 ? null : await github.readHead(repository);
  return head === null || head.treeSha === intent.templateTreeSha ? "delete" : "set-aside";
}
