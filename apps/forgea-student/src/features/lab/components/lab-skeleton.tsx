import { Skeleton, SkeletonGroup } from "@forgea/ui/skeleton";
import { StudentColumns } from "@forgea/ui/student-columns";
import { lab as words } from "../../../lib/sentences.ts";

/** A lab's page to come. */
export function LabSkeleton() {
  return (
    <StudentColumns>
      <SkeletonGroup className="flex flex-col gap-6" label={words.loading}>
        <Skeleton className="h-7 w-56" />
        <Skeleton className="w-4/5" />
        <div className="flex flex-col gap-3 rounded-lg border bg-card p-5">
          <Skeleton className="h-4 w-40" />
          <Skeleton className="w-3/4" />
          <Skeleton className="h-9 w-28" />
        </div>
        <Skeleton className="h-4 w-32" />
        <Skeleton />
        <Skeleton className="w-11/12" />
        <Skeleton className="w-4/5" />
      </SkeletonGroup>
    </StudentColumns>
  );
}
