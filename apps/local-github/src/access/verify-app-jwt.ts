import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import { ApiError } from "../api/api-error.ts";
import type { LocalGithubConfig } from "../config.ts";

const Header = z.object({ alg: z.literal("RS256") });
const Claims = z.object({
  iss: z.union([z.string(), z.number()]),
  exp: z.number().int(),
  iat: z.number().int(),
});

const MAX_LIFE_SECONDS = 600;
/** GitHub forgives clocks that are a little off. */
const CLOCK_SECONDS = 60;

const undecodable = () => new ApiError(401, "A JSON web token could not be decoded");

/** Checks an App's JSON web token (RS256, at most ten minutes); throws the 401 that GitHub gives. */
export function verifyAppJwt(token: string, app: LocalGithubConfig["app"], now: number): void {
  const [head = "", body = "", signature = ""] = token.split(".");
  const header = Header.safeParse(decode(head));
  const claims = Claims.safeParse(decode(body));
  if (!header.success || !claims.success) throw undecodable();
  const { iss, exp, iat } = claims.data;
  if (String(iss) !== String(app.id) && iss !== app.clientId)
    throw new ApiError(404, "Integration not found");
  const key = createPublicKey(app.privateKey);
  if (!verify("sha256", Buffer.from(`${head}.${body}`), key, Buffer.from(signature, "base64url"))) {
    throw undecodable();
  }
  const seconds = now / 1000;
  if (exp <= seconds) {
    throw new ApiError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > seconds + MAX_LIFE_SECONDS + CLOCK_SECONDS) {
    throw new ApiError(401, "'Expiration time' claim ('exp') is too far in the future");
  }
  if (iat > seconds + CLOCK_SECONDS) {
    throw new ApiError(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
