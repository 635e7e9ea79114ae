import "server-only";
import { cookies } from "next/headers";
import { deps } from "../../lib/deps.ts";
import { railCookie } from "./constants.ts";

/** What the frame needs to know before its first paint. */
export async function loadFrame() {
  const rail = (await cookies()).get(railCookie);
  return { demo: deps().env.FORGEA_DEMO, railCollapsed: rail?.value === "collapsed" };
}

/** Where students work. */
export function studentUrl(): string {
  return deps().env.STUDENT_URL;
}
