import { cache } from "react";
import { settle, trpc } from "../../trpc/server.ts";

const readLab = cache((slug: string) => trpc.student.lab.bySlug({ slug }));

/**
 * Reads a lab for the page that is being rendered; a missing one shows the not-found page. The
 * instructions are handed back, because they are rendered here: the browser needs no Markdown.
 */
export async function loadLab(slug: string): Promise<{ instructions: string }> {
  await settle(trpc.student.lab.bySlug.prefetch({ slug }));
  return readLab(slug);
}

/** The lab's title for the window; null when there is no such lab. */
export async function loadLabTitle(slug: string): Promise<string | null> {
  try {
    return (await readLab(slug)).title;
  } catch {
    // The page itself says what is wrong.
    return null;
  }
}
