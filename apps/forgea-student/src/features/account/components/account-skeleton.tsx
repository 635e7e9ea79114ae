import { SkeletonCard } from "@forgea/ui/skeleton";
import { account as words } from "../../../lib/sentences.ts";

/** The account's cards to come. */
export function AccountSkeleton() {
  return (
    <>
      <SkeletonCard label={words.loading} lines={2} />
      <SkeletonCard label={words.loading} lines={4} />
    </>
  );
}
