import { Skeleton, SkeletonGroup } from "@forgea/ui/skeleton";
import { StudentColumns } from "@forgea/ui/student-columns";
import { labSession } from "../../../lib/sentences.ts";

/** A session's page to come. */
export function LabSessionSkeleton() {
  return (
    <StudentColumns>
      <SkeletonGroup className="flex flex-col gap-6" label={labSession.loading}>
        <Skeleton className="h-7 w-64" />
        <div className="flex flex-col gap-3 rounded-lg border bg-card p-5">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-10" />
          <Skeleton className="w-40" />
        </div>
        <Skeleton className="h-4 w-24" />
        <Skeleton className="w-3/4" />
        <Skeleton className="w-1/2" />
      </SkeletonGroup>
    </StudentColumns>
  );
}
