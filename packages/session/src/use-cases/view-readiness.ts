import type { Actor } from "@forgea/trpc/actor";
import type { ReadinessView } from "../contracts/account.ts";
import type { SessionDeps } from "../ports.ts";
import { listOpenInvitations } from "../store/access-store.ts";

/** What a student needs before a lab and cannot see here: the provider's answer, open invitations. */
export async function viewReadiness(deps: SessionDeps, actor: Actor): Promise<ReadinessView> {
  const [reachable, invitations] = await Promise.all([
    deps.github.isReachable(),
    listOpenInvitations(deps.database, actor.id),
  ]);
  return {
    provider: { host: deps.github.host, reachable, checkedAt: deps.clock.now() },
    invitations: invitations.map(({ id, lab }) => ({ labSessionId: id, labTitle: lab.title })),
  };
}
