import "server-only";
import { settle, trpc } from "../../trpc/server.ts";
import { listInput } from "./constants.ts";
import { readFilter } from "./status-filter.ts";

/** Reads the first page of the list, so that it comes with the document. */
export async function prefetchMonitor(status: string | string[] | undefined): Promise<void> {
  await settle(trpc.staff.monitor.page.prefetchInfinite(listInput(readFilter(status))));
}
