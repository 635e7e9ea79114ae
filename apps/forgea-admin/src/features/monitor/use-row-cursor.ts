"use client";

import type { MonitorRow } from "@forgea/session";
import { useState } from "react";

/** The row the keyboard is on. It follows its session, not its place in the list. */
export interface RowCursor {
  readonly row: MonitorRow | null;
  /** The place of the row, -1 without one. */
  readonly index: number;
  /** Counts the moves by key: after each the row is brought into sight and takes the focus. */
  readonly moves: number;
  readonly move: (by: 1 | -1) => void;
  /** Moves without taking the focus, while something stands over the table. */
  readonly step: (by: 1 | -1) => void;
  readonly set: (id: string) => void;
  /** Gives the focus back to the row, after something that stood over the table. */
  readonly refocus: () => void;
}

/** Keeps the cursor of a list of rows. */
export function useRowCursor(rows: readonly MonitorRow[]): RowCursor {
  const [id, setId] = useState<string | null>(null);
  const [moves, setMoves] = useState(0);
  const index = id === null ? -1 : rows.findIndex((row) => row.id === id);
  function step(by: 1 | -1): void {
    const next = index === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, index + by));
    setId(rows[next]?.id ?? null);
  }
  return {
    row: rows[index] ?? null,
    index,
    moves,
    move(by) {
      step(by);
      setMoves(moves + 1);
    },
    step,
    set: setId,
    refocus: () => setMoves(moves + 1),
  };
}
