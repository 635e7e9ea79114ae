import "server-only";
import { settle, trpc } from "../../trpc/server.ts";

/** Reads the labs, so that they come with the document. */
export async function prefetchLabs(): Promise<void> {
  await settle(trpc.staff.lab.list.prefetch());
}
