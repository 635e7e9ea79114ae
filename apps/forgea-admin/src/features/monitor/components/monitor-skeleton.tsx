import { SkeletonTable } from "@forgea/ui/skeleton";
import { monitor } from "../../../lib/sentences.ts";

/** The table before its first rows. */
export function MonitorSkeleton() {
  return <SkeletonTable columns={8} label={monitor.loading} rows={14} />;
}
