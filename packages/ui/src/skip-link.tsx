import { words } from "./words.ts";

/** Where the skip link lands: the id of each frame's <main>. */
export const mainContentId = "content";

/** The first stop of the Tab key: past the navigation, to the content. */
export function SkipLink() {
  return (
    <a
      className="fixed start-3 top-3 z-50 -translate-y-20 rounded-lg bg-popover px-3 py-2 text-body font-medium shadow-float focus:translate-y-0"
      href={`#${mainContentId}`}
    >
      {words.skipToContent}
    </a>
  );
}
