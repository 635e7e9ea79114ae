import type { Database } from "./database.ts";
import type { AppPermissions } from "./installations.ts";
import { hashSecret } from "./secrets.ts";

interface TokenRow {
  id: number;
  hint: string;
  kind: "personal" | "oauth" | "installation";
  account_id: number | null;
  installation_id: number | null;
  name: string;
  configured: number;
  permissions: string | null;
  repository_ids: string | null;
  created_at: number;
  expires_at: number | null;
  last_used_at: number | null;
}

export interface Token extends Omit<TokenRow, "permissions" | "repository_ids"> {
  permissions: AppPermissions | null;
  repository_ids: number[] | null;
}

export type NewToken = Pick<Token, "kind" | "created_at"> &
  Partial<
    Pick<
      Token,
      "account_id" | "installation_id" | "name" | "permissions" | "repository_ids" | "expires_at"
    >
  > & {
    configured?: boolean;
  };

/** Last use is written at most this often, so that reading does not turn into writing. */
const LAST_USE_RESOLUTION_MS = 60_000;

export type TokenStore = ReturnType<typeof createTokenStore>;

/** Personal, OAuth and installation tokens; found by their hash. */
export function createTokenStore(db: Database) {
  const columns = `id, hint, kind, account_id, installation_id, name, configured, permissions, repository_ids,
    created_at, expires_at, last_used_at`;
  const byHash = db.query<TokenRow>(`SELECT ${columns} FROM tokens WHERE hash = ?`);
  const personal = db.query<TokenRow>(
    `SELECT ${columns} FROM tokens WHERE account_id = ? AND kind = 'personal' ORDER BY id DESC`,
  );
  const insert = db.query(
    `INSERT INTO tokens (hash, hint, kind, account_id, installation_id, name, configured, permissions,
       repository_ids, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (hash) DO NOTHING`,
  );
  const used = db.query("UPDATE tokens SET last_used_at = ? WHERE id = ?");
  const revoke = db.query(
    "DELETE FROM tokens WHERE id = ? AND account_id = ? AND kind = 'personal'",
  );
  const revokeByHash = db.query("DELETE FROM tokens WHERE hash = ?");
  const revokeInstallation = db.query("DELETE FROM tokens WHERE installation_id = ?");
  const dropConfigured = db.query(
    "DELETE FROM tokens WHERE account_id = ? AND configured = 1 AND hash <> ?",
  );
  const dropExpired = db.query(
    "DELETE FROM tokens WHERE expires_at IS NOT NULL AND expires_at < ?",
  );
  return {
    /** The living token behind a secret; notes that it was used. */
    find(secret: string, now: number): Token | undefined {
      const row = byHash.get(hashSecret(secret));
      if (!row || (row.expires_at !== null && row.expires_at <= now)) return undefined;
      if (row.last_used_at === null || now - row.last_used_at > LAST_USE_RESOLUTION_MS)
        used.run(now, row.id);
      return fromRow(row);
    },
    personalTokens: (accountId: number) => personal.all(accountId).map(fromRow),
    add(secret: string, token: NewToken): void {
      insert.run(
        hashSecret(secret),
        secret.slice(-4),
        token.kind,
        token.account_id ?? null,
        token.installation_id ?? null,
        token.name ?? "",
        Number(token.configured ?? false),
        token.permissions ? JSON.stringify(token.permissions) : null,
        token.repository_ids ? JSON.stringify(token.repository_ids) : null,
        token.created_at,
        token.expires_at ?? null,
      );
    },
    /** Takes a personal token from its owner; false when it is not theirs. */
    revokePersonal: (id: number, accountId: number) => revoke.run(id, accountId) > 0,
    revokeSecret: (secret: string) => revokeByHash.run(hashSecret(secret)) > 0,
    revokeInstallation: (installationId: number) => revokeInstallation.run(installationId),
    dropConfiguredExcept: (accountId: number, secret: string) =>
      dropConfigured.run(accountId, hashSecret(secret)),
    dropExpired: (now: number) => dropExpired.run(now),
  };
}

function fromRow(row: TokenRow): Token {
  return {
    ...row,
    permissions: row.permissions === null ? null : (JSON.parse(row.permissions) as AppPermissions),
    repository_ids:
      row.repository_ids === null ? null : (JSON.parse(row.repository_ids) as number[]),
  };
}
