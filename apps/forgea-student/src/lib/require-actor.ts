import type { Actor } from "@forgea/trpc/actor";
import { redirect } from "next/navigation";
import { readActor } from "./actor.ts";
import { signInAddress } from "./sign-in-address.ts";

/** The signed-in person; a signed-out visitor goes to the sign-in page and comes back to `path`. */
export async function requireActor(path: string): Promise<Actor> {
  return (await readActor()) ?? redirect(signInAddress(path));
}
