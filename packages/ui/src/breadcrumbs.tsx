import { ChevronRight } from "lucide-react";
import { classNames } from "./class-names.ts";
import { Link } from "./link.tsx";
import { words } from "./words.ts";

export interface Breadcrumb {
  label: string;
  /** Left out for the page itself, the last one. */
  href?: string;
}

/** Where this page stands. On narrow screens only the last two are shown. */
export function Breadcrumbs({ items }: { items: readonly Breadcrumb[] }) {
  return (
    <nav aria-label={words.breadcrumbs} className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1 text-sm">
        {items.map((item, index) => {
          const last = index === items.length - 1;
          return (
            <li
              className={classNames(
                "flex min-w-0 items-center gap-1",
                !last && "shrink-0",
                index < items.length - 2 && "hidden sm:flex",
              )}
              key={`${item.href ?? ""}${item.label}`}
            >
              {index > 0 ? (
                <ChevronRight aria-hidden className="size-3.5 shrink-0 text-border-strong" />
              ) : null}
              {item.href === undefined || last ? (
                <span aria-current={last ? "page" : undefined} className="truncate font-medium">
                  {item.label}
                </span>
              ) : (
                <Link
                  className="truncate rounded-sm text-muted-foreground transition-colors hover:text-foreground"
                  href={item.href}
                >
                  {item.label}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
