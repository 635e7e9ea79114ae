import type { Database } from "./database.ts";

export interface Account {
  id: number;
  login: string;
  type: "User" | "Organization" | "Bot";
  name: string | null;
  email: string | null;
  created_at: number;
}

export type MemberRole = "admin" | "member";

export type AccountStore = ReturnType<typeof createAccountStore>;

/** People, the organisation and the App's bot. Logins are unique without regard to case. */
export function createAccountStore(db: Database) {
  const columns = "id, login, type, name, email, created_at";
  const byId = db.query<Account>(`SELECT ${columns} FROM accounts WHERE id = ?`);
  const byLogin = db.query<Account>(`SELECT ${columns} FROM accounts WHERE login_key = ?`);
  const byEmail = db.query<Account>(
    `SELECT ${columns} FROM accounts WHERE lower(email) = ? LIMIT 1`,
  );
  const people = db.query<Account>(
    `SELECT ${columns} FROM accounts WHERE type = 'User' ORDER BY id`,
  );
  const save = db.query(
    `INSERT INTO accounts (id, login, login_key, type, name, email, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET login = excluded.login, login_key = excluded.login_key,
       name = excluded.name, email = excluded.email`,
  );
  const role = db.query<{ role: MemberRole }>(
    "SELECT role FROM members WHERE organisation_id = ? AND user_id = ?",
  );
  const organisationsOf = db.query<Account>(
    `SELECT ${columns} FROM accounts WHERE id IN (SELECT organisation_id FROM members WHERE user_id = ?)`,
  );
  const owners = db.query<Account>(
    `SELECT ${columns} FROM accounts WHERE id IN
       (SELECT user_id FROM members WHERE organisation_id = ? AND role = 'admin') ORDER BY id`,
  );
  const membersOf = db.query<Account>(
    `SELECT ${columns} FROM accounts WHERE id IN
       (SELECT user_id FROM members WHERE organisation_id = ?) ORDER BY id`,
  );
  const join = db.query(
    "INSERT OR REPLACE INTO members (organisation_id, user_id, role) VALUES (?, ?, ?)",
  );
  const leave = db.query("DELETE FROM members WHERE organisation_id = ? AND user_id = ?");
  return {
    byId: (id: number) => byId.get(id),
    byLogin: (login: string) => byLogin.get(login.toLowerCase()),
    /** Whose commits these are; an address is no proof of a person. */
    byEmail: (email: string) => byEmail.get(email.toLowerCase()),
    people: () => people.all(),
    save(account: Account): void {
      const { id, login, type, name, email, created_at } = account;
      save.run(id, login, login.toLowerCase(), type, name, email, created_at);
    },
    /** The role of a person in an organisation, `null` for everybody else. */
    memberRole: (organisationId: number, userId: number): MemberRole | null =>
      role.get(organisationId, userId)?.role ?? null,
    organisationsOf: (userId: number) => organisationsOf.all(userId),
    ownersOf: (organisationId: number) => owners.all(organisationId),
    membersOf: (organisationId: number) => membersOf.all(organisationId),
    setMember(organisationId: number, userId: number, memberRole: MemberRole | null): void {
      if (memberRole) join.run(organisationId, userId, memberRole);
      else leave.run(organisationId, userId);
    },
  };
}
