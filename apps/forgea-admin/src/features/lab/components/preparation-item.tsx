"use client";

import type { PreparationView } from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { Button } from "@forgea/ui/button";
import { useState } from "react";
import { preparationCounts, prepare as words } from "../../../lib/lab-sentences.ts";
import { ClearDialog } from "./clear-dialog.tsx";

/** One preparation: how far it is while it is made, what became of it afterwards. */
export function PreparationItem({
  preparation,
  slug,
  mayClear,
}: {
  preparation: PreparationView;
  slug: string;
  mayClear: boolean;
}) {
  const [clearing, setClearing] = useState<string | null>(null);
  const { requested, ready, waiting, taken, ended } = preparation;
  const unused = ready + waiting;
  return (
    <li className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="font-medium tabular-nums">{words.progress(ready + taken, requested)}</span>
        {mayClear && ended === null && unused > 0 ? (
          <Button
            onClick={() => setClearing(crypto.randomUUID())}
            size="small"
            variant="danger-quiet"
          >
            {words.clear}
          </Button>
        ) : null}
      </div>
      {waiting > 0 ? (
        <progress
          aria-label={words.progress(ready + taken, requested)}
          className="h-1.5 w-full overflow-hidden rounded-full accent-[var(--primary)]"
          max={requested}
          value={requested - waiting}
        />
      ) : null}
      <p className="text-small text-muted-foreground tabular-nums">
        {ended === null ? null : `${words.ended[ended]}. `}
        {preparationCounts(preparation)}.{" "}
        {preparation.readyAt === null ? null : (
          <>
            {words.readyAt} <AbsoluteTime at={preparation.readyAt} format="minute" />.
          </>
        )}
      </p>
      <p className="text-small text-muted-foreground">
        {words.askedBy(preparation.requestedBy, preparation.versionNumber)}{" "}
        <AbsoluteTime at={preparation.createdAt} />. {words.keptUntil}{" "}
        <AbsoluteTime at={preparation.wantedUntil} />.
      </p>
      {clearing === null ? null : (
        <ClearDialog
          id={preparation.id}
          idempotencyKey={clearing}
          onClose={() => setClearing(null)}
          slug={slug}
          unused={unused}
        />
      )}
    </li>
  );
}
