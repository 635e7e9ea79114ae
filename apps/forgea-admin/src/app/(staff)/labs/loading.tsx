import { PageBody } from "@forgea/ui/page-body";
import { SkeletonCard } from "@forgea/ui/skeleton";

/** A page about labs in its shape, while it is read. */
export default function Loading() {
  return (
    <PageBody>
      <SkeletonCard lines={8} />
    </PageBody>
  );
}
