import { contentSecurityPolicy } from "@forgea/trpc/content-security-policy";
import { type NextRequest, NextResponse } from "next/server";
import { isDevelopment, readEnv } from "./env.ts";
import { pathHeader } from "./lib/path-header.ts";

/** Gives each page its nonce and its policy. Nothing is authorised here: pages and procedures are. */
export function proxy(request: NextRequest): NextResponse {
  const secure = readEnv().ADMIN_URL.startsWith("https:");
  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy({ nonce, secure, development: isDevelopment });

  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set(pathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (secure) response.headers.set("strict-transport-security", "max-age=63072000");
  return response;
}

// Not for /api: the proxy would hold back and cut long bodies, and webhooks are verified whole.
export const config = { matcher: ["/((?!api/|_next/static|_next/image|favicon.ico|icon).*)"] };
