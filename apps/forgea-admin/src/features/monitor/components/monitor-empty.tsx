"use client";

import type { MonitorFilter } from "@forgea/session";
import { Button } from "@forgea/ui/button";
import { EmptyState } from "@forgea/ui/empty-state";
import { StatusIcon } from "@forgea/ui/status-badge";
import { Inbox } from "lucide-react";
import { filterLabel, monitor } from "../../../lib/sentences.ts";

/** Nothing to list: why, and what to do. */
export function MonitorEmpty({
  filter,
  onShowAll,
}: {
  filter: MonitorFilter | null;
  onShowAll: () => void;
}) {
  if (filter === null) {
    return (
      <EmptyState description={monitor.emptyText} icon={<Inbox />} title={monitor.emptyTitle} />
    );
  }
  return (
    <EmptyState
      action={<Button onClick={onShowAll}>{monitor.showAll}</Button>}
      description={monitor.emptyFilterText}
      icon={<StatusIcon className="animate-none" status={filter} />}
      title={monitor.emptyFilterTitle(filterLabel(filter))}
    />
  );
}
