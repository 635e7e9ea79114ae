import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

/** Our own token names: unknown to tailwind-merge, it would take `text-body` for a colour and drop it. */
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["xs", "sm", "base", "body", "small", "title", "display"],
      spacing: ["control", "control-small", "row", "frame-header"],
      shadow: ["float"],
    },
  },
});

/** Joins class names; of two that set the same property the later one wins. */
export function classNames(...values: ClassValue[]): string {
  return merge(clsx(values));
}
