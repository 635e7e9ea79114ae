"use client";

import type { MonitorRow } from "@forgea/session";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useEffectEvent } from "react";
import type { MorePages } from "./components/load-more.tsx";
import { headerHeight, overscan, rowHeight, virtualAbove } from "./constants.ts";

export interface VisibleRow {
  readonly row: MonitorRow;
  readonly index: number;
}

/**
 * The rows that stand in the document: all of a short list, of a long one those in sight and some
 * around them, with the height of the rest before and after. Near the end the next page is read.
 */
export function useVisibleRows(
  rows: readonly MonitorRow[],
  scroller: RefObject<HTMLDivElement | null>,
  more: MorePages,
) {
  // A list that goes on becomes long sooner or later: starting virtual spares the change.
  const virtual = rows.length > virtualAbove || more.has;
  // What it returns changes in place; nothing here memoizes it.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: virtual,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    getScrollElement: () => scroller.current,
    // The server knows no window: it writes what fits an ordinary one.
    initialRect: { width: 1280, height: 900 },
    overscan,
    // The header stands before the rows and sticks above them: a row is in sight only below it.
    paddingStart: headerHeight,
    scrollPaddingStart: headerHeight,
  });
  const items = virtualizer.getVirtualItems();
  const last = virtual ? items.at(-1)?.index : undefined;

  const nearEnd = last !== undefined && last >= rows.length - overscan;
  const readOn = nearEnd && more.has && !more.loading && !more.failed;
  const load = useEffectEvent(more.load);
  useEffect(() => {
    if (readOn) load();
  }, [readOn]);

  const visible: VisibleRow[] = virtual
    ? items.flatMap(({ index }) => {
        const row = rows[index];
        return row === undefined ? [] : [{ row, index }];
      })
    : rows.map((row, index) => ({ row, index }));

  return {
    visible,
    before: virtual ? (items[0]?.start ?? headerHeight) - headerHeight : 0,
    after: virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0,
    scrollTo: (index: number) => {
      if (virtual) virtualizer.scrollToIndex(index);
      else {
        scroller.current
          ?.querySelector(`[data-row-place="${index}"]`)
          ?.scrollIntoView({ block: "nearest" });
      }
    },
  };
}
