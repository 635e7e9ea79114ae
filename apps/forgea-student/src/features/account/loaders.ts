import { settle, trpc } from "../../trpc/server.ts";

/** Reads the actor's own account for the page that is being rendered. */
export function loadAccount(): Promise<void> {
  return settle(trpc.student.account.me.prefetch());
}
