import { z } from "zod";

/** A person as the provider tells it. The id is text: it may pass 2^53. */
export const ProviderProfile = z
  .object({
    id: z.string().regex(/^[1-9]\d{0,18}$/),
    login: z.string().min(1).max(100),
    name: z.string().trim().max(255).nullish(),
  })
  .transform(({ id, login, name }) => ({ id, login, name: name || login }));
export type ProviderProfile = z.infer<typeof ProviderProfile>;

const largestAnswer = 256 * 1024;

/**
 * Asks the provider who the token belongs to. Throws when it does not answer within ten seconds,
 * answers elsewhere, too much, or something else than a person.
 */
export async function fetchProviderProfile(
  apiUrl: string,
  accessToken: string,
): Promise<ProviderProfile> {
  const response = await fetch(`${apiUrl}/user`, {
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${accessToken}`,
      "user-agent": "forgea",
    },
    redirect: "error",
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`The provider answered ${response.status} to GET /user.`);
  const text = await response.text();
  if (text.length > largestAnswer)
    throw new Error("The provider's answer to GET /user is too long.");
  return parseProviderProfile(text);
}

/** Parses the answer to `GET /user`. */
export function parseProviderProfile(text: string): ProviderProfile {
  return ProviderProfile.parse(JSON.parse(text, keepDigits));
}

/** Keeps the digits of an id as they were sent: a double would round what is beyond 2^53. */
function keepDigits(key: string, value: unknown, context?: { source?: string }): unknown {
  return key === "id" && typeof value === "number" ? (context?.source ?? String(value)) : value;
}
