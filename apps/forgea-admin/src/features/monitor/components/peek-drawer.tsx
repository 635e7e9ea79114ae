"use client";

import { Drawer, DrawerContent } from "@forgea/ui/drawer";
import { LinkButton } from "@forgea/ui/link-button";
import type { KeyboardEvent } from "react";
import { peek } from "../../../lib/sentences.ts";
import { PeekDescription, PeekPanel } from "../../lab-session/components/peek-panel.tsx";
import type { RowCursor } from "../use-row-cursor.ts";

export interface PeekDrawerProps {
  /** The drawer shows the row it stands on, and follows it. */
  cursor: RowCursor;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A look at a session without leaving the list. `j` and `k` go on to the next, Space closes. */
export function PeekDrawer({ cursor, open, onOpenChange }: PeekDrawerProps) {
  const { row } = cursor;

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") cursor.step(1);
    else if (event.key === "k") cursor.step(-1);
    else if (event.key === " " && !isControl(event.target)) close();
    else return;
    event.preventDefault();
  }

  function close() {
    onOpenChange(false);
    cursor.refocus();
  }

  return (
    // Keys of the drawer bubble to here through React, wherever the drawer stands in the document.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="contents" onKeyDown={onKeyDown}>
      <Drawer onOpenChange={(next) => (next ? undefined : close())} open={open && row !== null}>
        {row === null ? null : (
          <DrawerContent
            description={<PeekDescription row={row} />}
            footer={
              <LinkButton href={`/sessions/${row.id}`} variant="primary">
                {peek.open}
              </LinkButton>
            }
            title={row.student.name}
          >
            <PeekPanel row={row} />
          </DrawerContent>
        )}
      </Drawer>
    </div>
  );
}

/** Space on a button or link is for that button or link. */
function isControl(target: EventTarget): boolean {
  return target instanceof HTMLElement && target.closest("button, a, summary") !== null;
}
