import { settle, trpc } from "../../trpc/server.ts";

/** Reads the actor's lab session for the page; a missing or foreign one shows the not-found page. */
export function loadLabSession(id: string): Promise<void> {
  return settle(trpc.student.labSession.byId.prefetch({ id }));
}

/** The title for the window: the lab's; null when there is no such session. */
export async function loadLabSessionTitle(id: string): Promise<string | null> {
  try {
    return (await trpc.student.labSession.byId({ id })).lab.title;
  } catch {
    // The page itself says what is wrong.
    return null;
  }
}
