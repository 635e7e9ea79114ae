import { PageBody } from "@forgea/ui/page-body";
import { Skeleton } from "@forgea/ui/skeleton";
import { filterOrder } from "../constants.ts";
import { MonitorSkeleton } from "./monitor-skeleton.tsx";

/** The whole monitor before its first page: the strip of counts and the table in their shapes. */
export function MonitorLoading() {
  return (
    <PageBody layout="fill">
      <CountStripSkeleton />
      <MonitorSkeleton />
    </PageBody>
  );
}

/** The counts before they are known. */
export function CountStripSkeleton() {
  return (
    <div aria-hidden className="flex animate-appear items-center gap-2 overflow-hidden px-4 py-2.5">
      {filterOrder.map((option) => (
        <Skeleton className="h-8 w-28 shrink-0 rounded-lg" key={option ?? "all"} />
      ))}
    </div>
  );
}
