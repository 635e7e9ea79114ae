import { headers } from "next/headers";
import { pathHeader } from "./path-header.ts";

/** The sign-in page, with the way back to this path. */
export function signInAddress(path: string): string {
  return path === "/" ? "/sign-in" : `/sign-in?callbackUrl=${encodeURIComponent(path)}`;
}

/** The path and query of the page that is being rendered; `/` when the proxy did not say. */
export async function requestedPath(): Promise<string> {
  const path = (await headers()).get(pathHeader) ?? "/";
  return path.startsWith("/") && !path.startsWith("//") ? path : "/";
}
