import { readActor as readActorOfToken } from "@forgea/auth/read-actor";
import { readSessionToken } from "@forgea/auth/session-token";
import type { Actor } from "@forgea/trpc/actor";
import { cookies } from "next/headers";
import { cache } from "react";
import { deps } from "./deps.ts";

/** The signed-in person, read from the database once per request; null when nobody is. */
export const readActor = cache(async (): Promise<Actor | null> => {
  const { auth, session } = deps();
  const jar = Object.fromEntries(
    (await cookies()).getAll().map(({ name, value }) => [name, value]),
  );
  const token = await readSessionToken(auth, jar);
  return readActorOfToken(session.database, token, session.clock.now());
});
