import "server-only";
import type { Actor } from "@forgea/trpc/actor";
import { redirect } from "next/navigation";
import { cache } from "react";
import { readActor } from "../../lib/actor.ts";
import { requestedPath, signInAddress } from "../../lib/sign-in-address.ts";

/** A staff member, or null for a signed-in student, who gets one page and no data. */
export type StaffActor = Actor & { readonly role: "ASSISTANT" | "ADMIN" };

/** Who asks, read from the database. Nobody signed in: off to the sign-in page, and back here after. */
export const loadActor = cache(async (): Promise<Actor> => {
  const actor = await readActor();
  if (actor === null) redirect(signInAddress(await requestedPath()));
  return actor;
});

/**
 * The staff member who asks, or null for a student. Every page asks it before it reads anything:
 * a layout that shows something else does not keep its page from being rendered.
 */
export async function loadStaff(): Promise<StaffActor | null> {
  const actor = await loadActor();
  return isStaff(actor) ? actor : null;
}

function isStaff(actor: Actor): actor is StaffActor {
  return actor.role === "ASSISTANT" || actor.role === "ADMIN";
}
