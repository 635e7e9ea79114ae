import type { Database } from "@forgea/schema";
import type { Actor, Role } from "@forgea/trpc/actor";
import type { SessionToken } from "./session-token.ts";

interface ActorRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly session_epoch: number;
  readonly login: string | null;
}

/**
 * The person behind a request, in one query: null when nobody is signed in, when the person is
 * banned or gone, and when the cookie is older than the person's session epoch.
 */
export async function readActor(
  database: Database,
  token: SessionToken | null,
  now: Date = new Date(),
): Promise<Actor | null> {
  if (token === null) return null;
  const { rows } = await database.pool.query<ActorRow>({
    name: "read-actor",
    text: `select u.id, u.name, u.role::text as role, u.session_epoch, a.login
             from users u
             left join github_accounts a on a.user_id = u.id and a.host = $3
            where u.id = $1 and u.session_epoch = $2 and u.banned_at is null`,
    values: [token.userId, token.sessionEpoch, token.host],
  });
  const row = rows[0];
  if (row === undefined) return null;
  const expired =
    token.providerTokenExpiresAt !== null && token.providerTokenExpiresAt * 1000 <= now.getTime();
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    sessionEpoch: row.session_epoch,
    login: row.login,
    providerToken: expired ? null : token.providerToken,
  };
}
