import { createHash, timingSafeEqual } from "node:crypto";
import { basicParts } from "../access/identify-caller.ts";
import type { LocalGithub } from "../local-github.ts";
import { newSecret } from "../store/secrets.ts";
import type { PageContext, Pages } from "../web/page-types.ts";

const problems = {
  incorrect_client_credentials: "The client_id and/or client_secret passed are incorrect.",
  bad_verification_code: "The code passed is incorrect or expired.",
  redirect_uri_mismatch:
    "The redirect_uri MUST match the registered callback URL for this application.",
  unsupported_grant_type: "The grant_type must be authorization_code.",
} as const;

/** Exchanges a code for a user token. Like GitHub it answers 200 with an `error` when it refuses, as a form unless JSON is asked for. */
export function mountAccessToken(pages: Pages, github: LocalGithub): void {
  pages.post("/login/oauth/access_token", async (c) => {
    const field = await readFields(c);
    const refuse = (error: keyof typeof problems) =>
      answer(c, {
        error,
        error_description: problems[error],
        error_uri: "https://docs.github.com/apps",
      });

    const basic = basicParts(c.req.header("authorization"));
    const clientId = basic?.name ?? field("client_id");
    const clientSecret = basic?.password ?? field("client_secret");
    const { app } = github.config;
    if (clientId !== app.clientId || !sameText(clientSecret ?? "", app.clientSecret)) {
      return refuse("incorrect_client_credentials");
    }
    if ((field("grant_type") ?? "authorization_code") !== "authorization_code")
      return refuse("unsupported_grant_type");

    // Taken before the checks below: whoever guesses wrong does not get a second try.
    const code = github.store.signIns.takeCode(field("code") ?? "");
    if (!code || code.expires_at <= Date.now()) return refuse("bad_verification_code");
    const redirectUri = field("redirect_uri");
    if (
      (redirectUri !== undefined || code.redirect_uri_given === 1) &&
      redirectUri !== code.redirect_uri
    ) {
      return refuse("redirect_uri_mismatch");
    }
    const verifier = field("code_verifier") ?? "";
    if (code.code_challenge !== null && challengeOf(verifier) !== code.code_challenge) {
      return refuse("bad_verification_code");
    }

    const token = newSecret("ghu_");
    github.store.tokens.add(token, {
      kind: "oauth",
      account_id: code.user_id,
      name: app.name,
      created_at: Date.now(),
    });
    return answer(c, { access_token: token, token_type: "bearer", scope: "" });
  });
}

/** The S256 challenge of a PKCE verifier (RFC 7636). */
export function challengeOf(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

async function readFields(c: PageContext): Promise<(name: string) => string | undefined> {
  const text = await c.req.text();
  const type = c.req.header("content-type") ?? "";
  let values: Record<string, unknown> = {};
  if (type.includes("json")) {
    try {
      values = Object(JSON.parse(text)) as Record<string, unknown>;
    } catch {
      // Not JSON after all: no field is there, and the credentials are refused below.
    }
  } else {
    values = Object.fromEntries(new URLSearchParams(text));
  }
  return (name) => {
    const value = Object.hasOwn(values, name) ? values[name] : c.req.query(name);
    return typeof value === "string" ? value : undefined;
  };
}

function answer(c: PageContext, values: Record<string, string>): Response {
  c.header("Cache-Control", "no-store");
  if ((c.req.header("accept") ?? "").includes("json")) return c.json(values);
  return c.body(new URLSearchParams(values).toString(), 200, {
    "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
  });
}

const digest = (text: string) => createHash("sha256").update(text).digest();

function sameText(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}
