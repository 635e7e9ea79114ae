import { app } from "../../lib/sentences.ts";
import { settle, trpc } from "../../trpc/server.ts";

/** Reads a lab for the page that is being rendered; a missing one shows the not-found page. */
export function loadLab(slug: string): Promise<void> {
  return settle(trpc.student.lab.bySlug.prefetch({ slug }));
}

/** The lab's title for the window, or the app's name when there is no such lab. */
export async function loadLabTitle(slug: string): Promise<string> {
  try {
    return (await trpc.student.lab.bySlug({ slug })).title;
  } catch {
    // The page itself says what is wrong.
    return app.name;
  }
}
