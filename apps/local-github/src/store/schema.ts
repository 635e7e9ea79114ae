import type { DatabaseSync } from "node:sqlite";

// Times are milliseconds since 1970. Secrets are kept as SHA-256 only; `hint` is for people to tell them apart.
const version1 = `
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE accounts (
  id INTEGER PRIMARY KEY, login TEXT NOT NULL, login_key TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL CHECK (type IN ('User', 'Organization', 'Bot')),
  name TEXT, email TEXT, created_at INTEGER NOT NULL) STRICT;
CREATE TABLE members (
  organisation_id INTEGER NOT NULL REFERENCES accounts, user_id INTEGER NOT NULL REFERENCES accounts,
  role TEXT NOT NULL CHECK (role IN ('admin', 'member')), PRIMARY KEY (organisation_id, user_id)) STRICT;
CREATE TABLE repositories (
  id INTEGER PRIMARY KEY AUTOINCREMENT, owner_id INTEGER NOT NULL REFERENCES accounts,
  name TEXT NOT NULL, name_key TEXT NOT NULL, description TEXT,
  private INTEGER NOT NULL, is_template INTEGER NOT NULL, default_branch TEXT NOT NULL,
  template_id INTEGER, size_kb INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, pushed_at INTEGER,
  UNIQUE (owner_id, name_key)) STRICT;
CREATE TABLE redirects (
  owner_id INTEGER NOT NULL, name_key TEXT NOT NULL,
  repository_id INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
  PRIMARY KEY (owner_id, name_key)) STRICT;
CREATE TABLE collaborators (
  repository_id INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES accounts, permission TEXT NOT NULL,
  PRIMARY KEY (repository_id, user_id)) STRICT;
CREATE INDEX collaborators_user ON collaborators (user_id);
CREATE TABLE invitations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  repository_id INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
  invitee_id INTEGER NOT NULL REFERENCES accounts, inviter_id INTEGER NOT NULL REFERENCES accounts,
  permission TEXT NOT NULL, created_at INTEGER NOT NULL, UNIQUE (repository_id, invitee_id)) STRICT;
CREATE INDEX invitations_invitee ON invitations (invitee_id);
CREATE TABLE installations (
  id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES accounts,
  permissions TEXT NOT NULL, events TEXT NOT NULL,
  repository_selection TEXT NOT NULL CHECK (repository_selection IN ('all', 'selected')),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  suspended_at INTEGER, suspended_by INTEGER, deleted_at INTEGER) STRICT;
CREATE TABLE installation_repositories (
  installation_id INTEGER NOT NULL REFERENCES installations,
  repository_id INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
  PRIMARY KEY (installation_id, repository_id)) STRICT;
CREATE TABLE tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE, hint TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('personal', 'oauth', 'installation')),
  account_id INTEGER REFERENCES accounts, installation_id INTEGER REFERENCES installations,
  name TEXT NOT NULL DEFAULT '', configured INTEGER NOT NULL DEFAULT 0,
  permissions TEXT, repository_ids TEXT,
  created_at INTEGER NOT NULL, expires_at INTEGER, last_used_at INTEGER) STRICT;
CREATE INDEX tokens_account ON tokens (account_id);
CREATE INDEX tokens_expiry ON tokens (expires_at) WHERE expires_at IS NOT NULL;
CREATE TABLE authorization_codes (
  hash TEXT PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES accounts, redirect_uri TEXT NOT NULL,
  redirect_uri_given INTEGER NOT NULL, code_challenge TEXT, expires_at INTEGER NOT NULL) STRICT;
CREATE TABLE browser_sessions (
  hash TEXT PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES accounts, expires_at INTEGER NOT NULL) STRICT;
CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL, event TEXT NOT NULL, action TEXT,
  installation_id INTEGER, repository_id INTEGER, payload TEXT NOT NULL, redelivery INTEGER NOT NULL,
  queued_at INTEGER NOT NULL, url TEXT, delivered_at INTEGER, duration_ms INTEGER, status TEXT,
  status_code INTEGER, request_headers TEXT, response_headers TEXT, response_body TEXT) STRICT;
CREATE INDEX deliveries_waiting ON deliveries (id) WHERE delivered_at IS NULL;
CREATE INDEX deliveries_guid ON deliveries (guid);
CREATE INDEX deliveries_age ON deliveries (queued_at);
CREATE TABLE recorded_pushes (spool_name TEXT PRIMARY KEY, recorded_at INTEGER NOT NULL) STRICT;
CREATE TABLE activities (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  repository_id INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
  actor_id INTEGER, ref TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
  at INTEGER NOT NULL, type TEXT NOT NULL) STRICT;
CREATE INDEX activities_repository ON activities (repository_id, id);
CREATE TABLE statuses (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  repository_id INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
  sha TEXT NOT NULL, creator_id INTEGER NOT NULL, state TEXT NOT NULL, context TEXT NOT NULL,
  description TEXT, target_url TEXT, created_at INTEGER NOT NULL) STRICT;
CREATE INDEX statuses_commit ON statuses (repository_id, sha, id);
CREATE TABLE check_runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  repository_id INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
  sha TEXT NOT NULL, data TEXT NOT NULL) STRICT;
CREATE INDEX check_runs_commit ON check_runs (repository_id, sha, id);
CREATE TABLE seeds (
  tree TEXT PRIMARY KEY, size_kb INTEGER NOT NULL, created_at INTEGER NOT NULL) STRICT;
INSERT INTO sqlite_sequence (name, seq) VALUES
  ('repositories', 700000000), ('invitations', 300000000), ('deliveries', 20000000000),
  ('activities', 50000000000), ('statuses', 400000000), ('check_runs', 600000000), ('tokens', 1000);
`;

// What tests ask to be late: a webhook, and the content of a generated repository. Both survive a restart.
const version2 = `
ALTER TABLE deliveries ADD COLUMN send_after INTEGER NOT NULL DEFAULT 0;
CREATE TABLE late_copies (
  repository_id INTEGER PRIMARY KEY REFERENCES repositories ON DELETE CASCADE,
  due_at INTEGER NOT NULL, actor_id INTEGER NOT NULL REFERENCES accounts,
  size_kb INTEGER NOT NULL, commits TEXT NOT NULL) STRICT;
CREATE INDEX late_copies_due ON late_copies (due_at);
`;

const versions = [version1, version2];

/** Brings the file to the newest version, a transaction a version. */
export function applySchema(sqlite: DatabaseSync): void {
  const row = sqlite.prepare("PRAGMA user_version").get();
  const current = Number(row?.["user_version"] ?? 0);
  if (current > versions.length) {
    throw new Error(`the data were written by a newer local-github (version ${current})`);
  }
  for (const [index, statements] of versions.entries()) {
    if (index < current) continue;
    sqlite.exec(`BEGIN; ${statements} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}
