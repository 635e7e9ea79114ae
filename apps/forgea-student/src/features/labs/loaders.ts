import { settle, trpc } from "../../trpc/server.ts";

/** Reads the catalogue for the page that is being rendered. */
export function loadLabs(): Promise<void> {
  return settle(trpc.student.lab.list.prefetch());
}
