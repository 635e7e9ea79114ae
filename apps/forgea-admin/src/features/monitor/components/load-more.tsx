"use client";

import { Button } from "@forgea/ui/button";
import { monitor } from "../../../lib/sentences.ts";

/** The pages of the list that are not read yet. */
export interface MorePages {
  has: boolean;
  loading: boolean;
  failed: boolean;
  load: () => void;
}

/** Below the table: how much of it is here. Scrolling loads more by itself; the button does it by hand. */
export function LoadMore({
  more,
  shown,
  total,
}: {
  more: MorePages;
  shown: number;
  total: number | undefined;
}) {
  return (
    <div className="flex h-9 shrink-0 items-center gap-3 border-t px-4 text-small text-muted-foreground">
      <span className="tabular-nums">
        {monitor.shownOf(shown, Math.max(total ?? shown, shown))}
      </span>
      {more.failed ? <span role="alert">{monitor.loadMoreFailed}</span> : null}
      {more.has ? (
        <Button loading={more.loading} onClick={more.load} size="small" variant="ghost">
          {monitor.loadMore}
        </Button>
      ) : null}
    </div>
  );
}
