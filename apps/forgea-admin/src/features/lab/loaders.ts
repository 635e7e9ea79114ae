import "server-only";
import { settle, trpc } from "../../trpc/server.ts";

/** Reads a lab, so that it comes with the document. Missing: not found. */
export async function prefetchLab(slug: string): Promise<void> {
  await settle(trpc.staff.lab.bySlug.prefetch({ slug }));
}
