import type { Database } from "@forgea/schema";
import type { Role } from "@forgea/trpc/actor";

export interface PersonAtProvider {
  readonly host: string;
  readonly providerUserId: bigint;
  readonly login: string;
  readonly name: string;
  /** The role that the configuration gives, null when it names the person nowhere. */
  readonly configuredRole: Role | null;
}

export interface SignedInPerson {
  readonly userId: string;
  readonly sessionEpoch: number;
  readonly role: Role;
  readonly banned: boolean;
}

interface PersonRow {
  readonly id: string;
  readonly session_epoch: number;
  readonly role: Role;
  readonly banned: boolean;
}

/**
 * One statement, because a whole class signs in together. The account is found by host and numeric
 * id alone: logins and e-mails can change hands. Configuration only raises a role (the enum is
 * declared in rising order); a changed role raises the epoch, which voids older cookies.
 */
const statement = `
  with known as (
    select user_id from github_accounts where host = $1 and provider_user_id = $2
  ), created as (
    insert into users (name, role)
    select $4, coalesce($5::"Role", 'STUDENT') where not exists (select from known)
    returning id, session_epoch, role, banned_at
  ), linked as (
    insert into github_accounts
      (host, provider_user_id, login, user_id, source, linked_at, verified_at)
    select $1, $2, $3, id, 'SIGN_IN', $6, $6 from created
  ), refreshed as (
    update github_accounts set login = $3, verified_at = $6
     where host = $1 and provider_user_id = $2
  ), updated as (
    update users u
       set name = $4,
           role = greatest(u.role, coalesce($5::"Role", u.role)),
           session_epoch = u.session_epoch
             + case when greatest(u.role, coalesce($5::"Role", u.role)) <> u.role then 1 else 0 end
      from known where u.id = known.user_id
    returning u.id, u.session_epoch, u.role, u.banned_at
  )
  select id, session_epoch, role::text as role, banned_at is not null as banned from created
  union all
  select id, session_epoch, role::text as role, banned_at is not null as banned from updated`;

/** Finds or makes the person with this account; login and name are refreshed. */
export async function signInPerson(
  database: Database,
  person: PersonAtProvider,
  now: Date,
): Promise<SignedInPerson> {
  const values = [
    person.host,
    person.providerUserId.toString(),
    person.login,
    person.name,
    person.configuredRole,
    now,
  ];
  const run = () => database.pool.query<PersonRow>({ name: "sign-in", text: statement, values });
  // Two first sign-ins of one person at once: the unique index lets one of them create the user,
  // the other one finds it the second time.
  const { rows } = await run().catch((error: unknown) => {
    if (isUniqueViolation(error)) return run();
    throw error;
  });
  const row = rows[0];
  if (row === undefined) throw new Error("The sign-in statement returned nobody.");
  return {
    userId: row.id,
    sessionEpoch: row.session_epoch,
    role: row.role,
    banned: row.banned,
  };
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "23505";
}
