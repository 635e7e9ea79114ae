/** What a person may do, in rising order. */
export type Role = "STUDENT" | "ASSISTANT" | "ADMIN";

/**
 * The signed-in person behind a request, read from the database for that request.
 * `providerToken` is the person's own token at the provider, when the sign-in cookie carries one.
 */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly sessionEpoch: number;
  readonly login: string | null;
  readonly providerToken: string | null;
}
