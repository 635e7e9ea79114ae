"use client";

import type { MonitorFilter, MonitorPage } from "@forgea/session";
import { Skeleton } from "@forgea/ui/skeleton";
import { StatFilter, StatFilterBar } from "@forgea/ui/stat-filter";
import { StatusIcon } from "@forgea/ui/status-badge";
import { filterLabel, monitor } from "../../../lib/sentences.ts";
import { filterOrder } from "../constants.ts";
import { countOf } from "../status-filter.ts";

export interface CountStripProps {
  counts: MonitorPage["counts"] | undefined;
  filter: MonitorFilter | null;
  onFilter: (filter: MonitorFilter | null) => void;
}

/** How many sessions stand where: each count is the filter of its status. */
export function CountStrip({ counts, filter, onFilter }: CountStripProps) {
  if (counts === undefined) {
    return (
      <div aria-hidden className="flex h-8 animate-appear items-center gap-2">
        {filterOrder.map((option) => (
          <Skeleton className="h-8 w-24 rounded-lg" key={option ?? "all"} />
        ))}
      </div>
    );
  }
  return (
    <StatFilterBar label={monitor.filters}>
      {filterOrder.map((option) => (
        <StatFilter
          count={countOf(counts, option)}
          icon={
            option === null ? undefined : <StatusIcon className="animate-none" status={option} />
          }
          key={option ?? "all"}
          label={filterLabel(option)}
          // Pressing the filter that is on takes it off: back to all.
          onPressedChange={(pressed) => onFilter(pressed ? option : null)}
          pressed={filter === option}
        />
      ))}
    </StatFilterBar>
  );
}
