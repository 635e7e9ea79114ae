"use client";

import type { MonitorFilter, MonitorRow } from "@forgea/session";
import { classNames } from "@forgea/ui/class-names";
import { Table, TableBody, TableHead, TableHeader } from "@forgea/ui/table";
import { useShortcut } from "@forgea/ui/use-shortcut";
import { type KeyboardEvent, type RefObject, useEffect } from "react";
import { monitor } from "../../../lib/sentences.ts";
import { matchesFilter } from "../status-filter.ts";
import type { RowCursor } from "../use-row-cursor.ts";
import { useVisibleRows } from "../use-visible-rows.ts";
import { LoadMore, type MorePages } from "./load-more.tsx";
import { MonitorTableRow } from "./monitor-table-row.tsx";

export interface MonitorTableProps {
  rows: readonly MonitorRow[];
  /** All rows of the filter, those not read yet included; undefined while unknown. */
  total: number | undefined;
  filter: MonitorFilter | null;
  letInIds: ReadonlySet<string>;
  cursor: RowCursor;
  scroller: RefObject<HTMLDivElement | null>;
  more: MorePages;
  /** These rows are of the filter before; the right ones are on their way. */
  busy: boolean;
  onPeek: () => void;
}

/**
 * Together exactly the room beside the open rail at 1440 px; a wider window is shared out. A narrower one
 * shows what changes by the minute: the repository and, on a phone, the lab stand in a peek.
 */
const columns = [
  { key: "student", className: "sticky start-0 z-20 w-55 max-lg:w-40 max-sm:w-36" },
  { key: "lab", className: "w-49 max-lg:w-38 max-sm:hidden" },
  { key: "status", className: "w-46" },
  { key: "repository", className: "w-46 max-[1436px]:hidden" },
  { key: "lastPush", className: "w-43" },
  { key: "pushes", className: "w-16", align: "end" },
  { key: "timeLeft", className: "w-26" },
  { key: "updated", className: "w-23", align: "end" },
] as const;

/** The sessions as a table: only what is in sight is in the document, and it stays a table. */
export function MonitorTable({
  rows,
  total,
  filter,
  letInIds,
  cursor,
  scroller,
  more,
  busy,
  onPeek,
}: MonitorTableProps) {
  const { visible, before, after, scrollTo } = useVisibleRows(rows, scroller, more);
  useShortcut("j", () => cursor.move(1));
  useShortcut("k", () => cursor.move(-1));

  const { moves, index } = cursor;
  const currentId = cursor.row?.id;
  useEffect(() => {
    if (moves === 0 || index < 0) return undefined;
    scrollTo(index);
    // A row that was out of sight is in the document only after the list has scrolled.
    const frame = requestAnimationFrame(() => {
      scroller.current
        ?.querySelector<HTMLElement>(`[data-row-link="${currentId}"]`)
        ?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
    // Only a move by key scrolls and focuses: a row that comes in above must not.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [moves]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== " " || !(event.target as HTMLElement).matches("[data-row-link]")) return;
    event.preventDefault();
    onPeek();
  }

  return (
    // The rows' own links take the keys; the table only listens to them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="flex min-h-0 flex-1 flex-col border-t" onKeyDown={onKeyDown}>
      <Table
        aria-busy={busy || undefined}
        aria-rowcount={total === undefined ? -1 : Math.max(total, rows.length) + 1}
        caption={monitor.table}
        className={classNames(
          "min-w-[76rem] table-fixed transition-opacity max-[1436px]:min-w-[64.5rem] max-lg:min-w-[58rem] max-sm:min-w-[47.5rem]",
          busy && "opacity-60",
        )}
        containerClassName="flex-1"
        containerRef={scroller}
      >
        <TableHeader>
          <tr aria-rowindex={1}>
            {columns.map(({ key, className, ...rest }) => (
              <TableHead className={className} key={key} {...rest}>
                {monitor.columns[key]}
              </TableHead>
            ))}
          </tr>
        </TableHeader>
        <TableBody>
          <Spacer height={before} />
          {visible.map(({ row, index: place }) => (
            <MonitorTableRow
              current={row.id === currentId}
              fits={matchesFilter(row, filter)}
              key={row.id}
              letIn={letInIds.has(row.id)}
              onReach={cursor.set}
              place={place}
              row={row}
            />
          ))}
          <Spacer height={after} />
        </TableBody>
      </Table>
      <LoadMore more={more} shown={rows.length} total={total} />
    </div>
  );
}

/** Stands for the rows that are out of sight. */
function Spacer({ height }: { height: number }) {
  if (height === 0) return null;
  return (
    <tr aria-hidden>
      <td className="p-0" colSpan={columns.length} style={{ height }} />
    </tr>
  );
}
