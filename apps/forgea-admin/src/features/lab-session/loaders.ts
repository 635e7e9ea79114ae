import "server-only";
import type { StaffLabSessionView } from "@forgea/session";
import { cache } from "react";
import { app } from "../../lib/sentences.ts";
import { getQueryClient } from "../../trpc/query-client.ts";
import { settle, trpc } from "../../trpc/server.ts";
import { loadStaff } from "../access/loaders.ts";

/** One read for the page and its title. */
const readOnce = cache((id: string) => trpc.staff.labSession.byId.prefetch({ id }));

/** Reads a session, so that it comes with the document. Missing, foreign or no id at all: not found. */
export async function prefetchLabSession(id: string): Promise<void> {
  await settle(readOnce(id));
}

/** The title of a session's page: whose it is. Null for people who may not see it. */
export async function loadTitle(id: string): Promise<string | null> {
  if ((await loadStaff()) === null) return null;
  await readOnce(id);
  const [found] = getQueryClient().getQueriesData<StaffLabSessionView>({
    queryKey: [["staff", "labSession", "byId"]],
  });
  const labSession = found?.[1];
  return labSession === undefined
    ? app.notFoundTitle
    : `${labSession.student.name}, ${labSession.lab.title}`;
}
