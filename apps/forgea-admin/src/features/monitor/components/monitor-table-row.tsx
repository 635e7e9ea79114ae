"use client";

import type { MonitorRow } from "@forgea/session";
import { AvatarInitials } from "@forgea/ui/avatar-initials";
import { classNames } from "@forgea/ui/class-names";
import { Countdown } from "@forgea/ui/countdown";
import { Glow } from "@forgea/ui/glow";
import { RelativeTime } from "@forgea/ui/relative-time";
import { TableCell, TableRow } from "@forgea/ui/table";
import Link from "next/link";
import { memo } from "react";
import { monitor } from "../../../lib/sentences.ts";
import { RepositoryLink } from "../../repository/components/repository-link.tsx";
import { LastPush } from "./last-push.tsx";
import { StatusCell } from "./status-cell.tsx";

export interface MonitorTableRowProps {
  row: MonitorRow;
  place: number;
  /** The row the keyboard is on. */
  current: boolean;
  /** False once the session has left the filter; the row stays until what is new is let in. */
  fits: boolean;
  letIn: boolean;
  onReach: (id: string) => void;
}

/** One session. Named by its student: the link is the row's heading. */
export const MonitorTableRow = memo(function MonitorTableRow({
  row,
  place,
  current,
  fits,
  letIn,
  onReach,
}: MonitorTableRowProps) {
  const { student, lab, endsAt } = row;
  return (
    <TableRow
      // The header is row 1.
      aria-rowindex={place + 2}
      className={classNames(!current && "bg-background", letIn && "animate-glow")}
      current={current}
      data-row-place={place}
      onFocus={() => onReach(row.id)}
    >
      <th
        className="sticky start-0 border-b bg-inherit ps-4 pe-3 text-start font-normal"
        scope="row"
      >
        <span className={classNames("flex min-w-0 items-center gap-2", !fits && "opacity-60")}>
          <AvatarInitials name={student.name} size="small" />
          <Link
            className="truncate rounded-sm font-medium hover:underline"
            data-row-link={row.id}
            href={`/sessions/${row.id}`}
            // A table that scrolls would ask for every page that passes by.
            prefetch={false}
            title={student.name}
          >
            {student.name}
          </Link>
          {student.login === null ? null : (
            <span className="min-w-0 shrink-2 truncate text-small text-subtle-foreground max-sm:hidden">
              {student.login}
            </span>
          )}
          {fits ? null : <span className="sr-only">{monitor.leftFilter}</span>}
        </span>
      </th>
      <TableCell className="max-sm:hidden">
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="truncate" title={lab.title}>
            {lab.title}
          </span>
          <span className="shrink-0 text-small text-subtle-foreground">
            v{lab.versionNumber}
            {row.attempt > 1 ? ` · ${monitor.attempt(row.attempt).toLowerCase()}` : null}
          </span>
        </span>
      </TableCell>
      <TableCell>
        <StatusCell row={row} />
      </TableCell>
      <TableCell className="max-[1436px]:hidden">
        <RepositoryLink repository={row.repository} short />
      </TableCell>
      <TableCell>
        <LastPush push={row.lastPush} />
      </TableCell>
      <TableCell numeric>
        <Glow className="tabular-nums" value={row.lastPush?.number ?? 0}>
          {row.lastPush?.number ?? 0}
        </Glow>
      </TableCell>
      <TableCell>
        <Glow value={endsAt?.getTime() ?? null}>
          <TimeLeft row={row} />
        </Glow>
      </TableCell>
      <TableCell numeric>
        <RelativeTime
          at={row.updatedAt}
          className="whitespace-nowrap text-small text-muted-foreground"
        />
      </TableCell>
    </TableRow>
  );
});

/** The clock runs while the session does; before and after there is nothing to count. */
function TimeLeft({ row }: { row: MonitorRow }) {
  if (row.status !== "IN_PROGRESS") return <Nothing />;
  if (row.endsAt === null) {
    return <span className="text-subtle-foreground">{monitor.noEnd}</span>;
  }
  return <Countdown bare endsAt={row.endsAt} />;
}

function Nothing() {
  return (
    <span aria-hidden className="text-subtle-foreground">
      –
    </span>
  );
}
