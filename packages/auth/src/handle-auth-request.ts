import NextAuth, { type AuthOptions } from "next-auth";
import { returnAddress } from "./return-address.ts";

type NextRequest = Extract<Parameters<typeof NextAuth>[0], Request>;

/** What next-auth may be asked over the network. The rest of its endpoints is not needed here. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  GET: ["csrf", "signin", "callback", "error"],
  POST: ["signin", "signout"],
};

/**
 * Answers /api/auth/*. The caller has checked the Origin of a POST. What next-auth would answer
 * with a 500 or pass on unchecked (a foreign return address, a strange error code) is taken out
 * of the address first.
 */
export async function handleAuthRequest(
  request: Request,
  segments: readonly string[],
  options: AuthOptions,
  ownOrigin: string,
): Promise<Response> {
  const action = segments[0] ?? "";
  if (segments.length > 2 || allowed[request.method]?.includes(action) !== true) {
    return new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  }
  const answer: unknown = await NextAuth(
    withSafeAddress(request, ownOrigin),
    { params: Promise.resolve({ nextauth: [...segments] }) },
    options,
  );
  if (!(answer instanceof Response)) throw new Error("next-auth gave no response.");
  answer.headers.set("cache-control", "no-store");
  return answer;
}

function withSafeAddress(request: Request, ownOrigin: string): NextRequest {
  const url = new URL(request.url);
  const asked = url.searchParams.get("callbackUrl");
  if (asked !== null) url.searchParams.set("callbackUrl", returnAddress(asked, ownOrigin));
  const error = url.searchParams.get("error");
  if (error !== null && !/^[A-Za-z_]{1,40}$/.test(error)) url.searchParams.set("error", "Callback");
  // Of Next's own request next-auth reads only `nextUrl` besides what every Request has.
  return Object.assign(new Request(url, request), { nextUrl: url }) as unknown as NextRequest;
}
