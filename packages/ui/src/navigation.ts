import type { ReactNode } from "react";

export interface NavigationItem {
  href: string;
  label: string;
  /** An element, not a component: <Users />. */
  icon: ReactNode;
  /** A count that wants attention; shown only when it is given. */
  count?: number;
  /** Other paths that belong to this item, for example "/sessions" to the monitor at "/". */
  also?: readonly string[];
}

/** Whether `item` is where `path` is. "/" is only itself; "/labs" is also "/labs/git-basics", never "/labs-old". */
export function isCurrentItem(item: Pick<NavigationItem, "href" | "also">, path: string): boolean {
  return [item.href, ...(item.also ?? [])].some(
    (prefix) => path === prefix || (prefix !== "/" && path.startsWith(`${prefix}/`)),
  );
}
