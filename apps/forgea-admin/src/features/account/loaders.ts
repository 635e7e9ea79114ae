import "server-only";
import { settle, trpc } from "../../trpc/server.ts";

/** Reads the own account, so that it comes with the document. */
export async function prefetchAccount(): Promise<void> {
  await settle(trpc.staff.account.me.prefetch());
}
