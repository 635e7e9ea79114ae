"use client";

import { classNames } from "./class-names.ts";
import { Link } from "./link.tsx";
import { isCurrentItem, type NavigationItem } from "./navigation.ts";
import { Tooltip } from "./tooltip.tsx";
import { words } from "./words.ts";

/** The pages of the admin app. Collapsed it shows icons; names stay there for screen readers and as hints. */
export function AppRail({
  items,
  currentPath,
  collapsed,
  onNavigate,
}: {
  items: readonly NavigationItem[];
  currentPath: string;
  collapsed: boolean;
  onNavigate?: () => void;
}) {
  return (
    <nav aria-label={words.mainNavigation} className="flex flex-col gap-0.5 p-2">
      {items.map((item) => {
        const current = isCurrentItem(item, currentPath);
        return (
          <Tooltip content={item.label} enabled={collapsed} key={item.href} side="right">
            <Link
              aria-current={current ? "page" : undefined}
              className={classNames(
                "flex h-8 items-center gap-2.5 rounded-lg px-3 text-sm font-medium transition-colors [&_svg]:size-4 [&_svg]:shrink-0",
                current
                  ? "bg-selected text-foreground"
                  : "text-muted-foreground hover:bg-hover hover:text-foreground",
              )}
              href={item.href}
              onClick={onNavigate}
            >
              {item.icon}
              <span className={collapsed ? "sr-only" : "min-w-0 flex-1 truncate"}>
                {item.label}
              </span>
              {item.count === undefined ? null : (
                <span
                  className={
                    collapsed
                      ? "sr-only"
                      : "text-xs font-normal text-subtle-foreground tabular-nums"
                  }
                >
                  {item.count}
                </span>
              )}
            </Link>
          </Tooltip>
        );
      })}
    </nav>
  );
}
