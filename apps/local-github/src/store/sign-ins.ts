import type { Database } from "./database.ts";
import { hashSecret } from "./secrets.ts";

export interface AuthorizationCode {
  user_id: number;
  redirect_uri: string;
  /** 1 when the client named its redirect_uri; then it must name the same one again. */
  redirect_uri_given: number;
  code_challenge: string | null;
  expires_at: number;
}

export type SignInStore = ReturnType<typeof createSignInStore>;

/** Signed-in browsers and the one-time codes of the OAuth flow. */
export function createSignInStore(db: Database) {
  const saveCode = db.query(
    `INSERT INTO authorization_codes (hash, user_id, redirect_uri, redirect_uri_given, code_challenge, expires_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const takeCode = db.query<AuthorizationCode>(
    `DELETE FROM authorization_codes WHERE hash = ?
     RETURNING user_id, redirect_uri, redirect_uri_given, code_challenge, expires_at`,
  );
  const saveSession = db.query(
    "INSERT INTO browser_sessions (hash, user_id, expires_at) VALUES (?, ?, ?)",
  );
  const session = db.query<{ user_id: number; expires_at: number }>(
    "SELECT user_id, expires_at FROM browser_sessions WHERE hash = ?",
  );
  const endSession = db.query("DELETE FROM browser_sessions WHERE hash = ?");
  const dropCodes = db.query("DELETE FROM authorization_codes WHERE expires_at < ?");
  const dropSessions = db.query("DELETE FROM browser_sessions WHERE expires_at < ?");
  return {
    saveCode(code: string, facts: AuthorizationCode): void {
      const { user_id, redirect_uri, redirect_uri_given, code_challenge, expires_at } = facts;
      saveCode.run(
        hashSecret(code),
        user_id,
        redirect_uri,
        redirect_uri_given,
        code_challenge,
        expires_at,
      );
    },
    /** Takes a code: whoever presents it a second time finds nothing. */
    takeCode: (code: string) => takeCode.get(hashSecret(code)),
    saveSession: (secret: string, userId: number, expiresAt: number) =>
      saveSession.run(hashSecret(secret), userId, expiresAt),
    sessionUser(secret: string, now: number): number | undefined {
      const row = session.get(hashSecret(secret));
      return row && row.expires_at > now ? row.user_id : undefined;
    },
    endSession: (secret: string) => endSession.run(hashSecret(secret)),
    dropExpired(now: number): void {
      dropCodes.run(now);
      dropSessions.run(now);
    },
  };
}
