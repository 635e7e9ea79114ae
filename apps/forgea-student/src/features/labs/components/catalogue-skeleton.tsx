import { Skeleton, SkeletonGroup } from "@forgea/ui/skeleton";
import { labs } from "../../../lib/sentences.ts";

/** Three labs to come. */
export function CatalogueSkeleton() {
  return (
    <SkeletonGroup
      className="flex flex-col divide-y rounded-lg border bg-card"
      label={labs.loading}
    >
      {["first", "second", "third"].map((row) => (
        <div className="flex flex-col gap-3 px-5 py-5" key={row}>
          <Skeleton className="h-4 w-44" />
          <Skeleton className="w-3/4" />
          <Skeleton className="h-3 w-32" />
        </div>
      ))}
    </SkeletonGroup>
  );
}
