import type { Actor } from "@forgea/trpc/actor";
import type { AccountView } from "../contracts/account.ts";
import type { SessionDeps } from "../ports.ts";
import { findAccount } from "../store/account-store.ts";

/** The actor's own account at the configured provider. */
export async function viewAccount(deps: SessionDeps, actor: Actor): Promise<AccountView> {
  const { github } = deps;
  const account = await findAccount(deps.database, actor.id, github.host);
  return {
    name: actor.name,
    role: actor.role,
    account:
      account === null ? null : { ...account, profileUrl: `${github.webUrl}/${account.login}` },
    tokenPageUrl: `${github.webUrl}/settings/tokens`,
  };
}
