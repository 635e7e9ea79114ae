import { PageBody } from "@forgea/ui/page-body";
import { Skeleton, SkeletonCard, SkeletonLines } from "@forgea/ui/skeleton";

/** A session's page in its shape. */
export function LabSessionSkeleton() {
  return (
    <PageBody>
      <div className="flex animate-appear flex-col gap-2">
        <Skeleton className="h-6 w-56" />
        <Skeleton className="w-80" />
      </div>
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <SkeletonLines lines={8} />
        <SkeletonCard lines={8} />
      </div>
    </PageBody>
  );
}
