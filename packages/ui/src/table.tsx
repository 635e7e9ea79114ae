import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ComponentProps, ReactNode, Ref } from "react";
import { classNames } from "./class-names.ts";
import { words } from "./words.ts";

export interface TableProps extends ComponentProps<"table"> {
  /** Says what the table lists; read aloud, not shown. */
  caption: string;
  /** The element that scrolls, for virtual rows. */
  containerRef?: Ref<HTMLDivElement>;
  containerClassName?: string;
}

/** A table whose header stays while its rows scroll. It scrolls itself: give its container a height to stick in. */
export function Table({
  caption,
  containerRef,
  containerClassName,
  className,
  children,
  ...props
}: TableProps) {
  return (
    // Reachable by Tab, so that it can be scrolled by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div
      aria-label={caption}
      className={classNames(
        "relative min-h-0 min-w-0 overflow-auto focus-visible:-outline-offset-2",
        containerClassName,
      )}
      ref={containerRef}
      role="region"
      tabIndex={0}
    >
      <table
        {...props}
        className={classNames("w-full border-separate border-spacing-0", className)}
      >
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

/** The header rows; they stay at the top. */
export function TableHeader(props: ComponentProps<"thead">) {
  return <thead {...props} className={classNames("sticky top-0 z-10", props.className)} />;
}

/** The body. */
export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />;
}

export interface TableRowProps extends ComponentProps<"tr"> {
  /** The row the keyboard is on. */
  current?: boolean;
  selected?: boolean;
}

/** One row: 36 px in the admin app. */
export function TableRow({
  current = false,
  selected = false,
  className,
  ...props
}: TableRowProps) {
  return (
    <tr
      {...props}
      aria-selected={selected || undefined}
      className={classNames(
        "group/row h-row transition-colors duration-[120ms] [tbody_&]:hover:bg-hover",
        selected && "bg-selected",
        current && "bg-hover shadow-[inset_2px_0_0_var(--ring)]",
        className,
      )}
      data-current={current || undefined}
    />
  );
}

const cellSpace = "px-3 first:ps-4 last:pe-4";

export interface TableHeadProps extends Omit<ComponentProps<"th">, "align"> {
  align?: "start" | "end";
  sort?: "ascending" | "descending" | "none";
  onSort?: () => void;
}

/** A column's heading; with `onSort` it is a button that says how the column is sorted. */
export function TableHead({
  align = "start",
  sort,
  onSort,
  className,
  children,
  ...props
}: TableHeadProps) {
  return (
    <th
      scope="col"
      {...props}
      aria-sort={sort}
      className={classNames(
        "h-9 border-b bg-background text-xs font-medium whitespace-nowrap text-muted-foreground",
        align === "end" ? "text-end" : "text-start",
        cellSpace,
        className,
      )}
    >
      {onSort === undefined ? (
        children
      ) : (
        <button
          className="-mx-1.5 inline-flex h-7 items-center gap-1 rounded-md px-1.5 hover:bg-hover hover:text-foreground"
          onClick={onSort}
          type="button"
        >
          {children}
          <SortIcon sort={sort} />
        </button>
      )}
    </th>
  );
}

function SortIcon({ sort }: { sort: TableHeadProps["sort"] }): ReactNode {
  if (sort === "ascending")
    return <ArrowUp aria-label={words.sorted.ascending} className="size-3" />;
  if (sort === "descending") {
    return <ArrowDown aria-label={words.sorted.descending} className="size-3" />;
  }
  return <ChevronsUpDown aria-hidden className="size-3 text-border-strong" />;
}

export interface TableCellProps extends Omit<ComponentProps<"td">, "align"> {
  align?: "start" | "end";
  /** Numbers stand in columns: figures of one width. */
  numeric?: boolean;
}

/** One cell. */
export function TableCell({ align, numeric = false, className, ...props }: TableCellProps) {
  return (
    <td
      {...props}
      className={classNames(
        "border-b align-middle whitespace-nowrap",
        (align ?? (numeric ? "end" : "start")) === "end" ? "text-end" : "text-start",
        cellSpace,
        className,
      )}
    />
  );
}
