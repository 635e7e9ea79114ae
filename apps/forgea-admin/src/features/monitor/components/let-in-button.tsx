"use client";

import { Button } from "@forgea/ui/button";
import { Tooltip } from "@forgea/ui/tooltip";
import { ArrowUp } from "lucide-react";
import { monitor } from "../../../lib/sentences.ts";

/** "3 new": rows wait here until the reader lets them in, so that nothing moves under the pointer. */
export function LetInButton({ count, onLetIn }: { count: number; onLetIn: () => void }) {
  if (count === 0) return null;
  return (
    // Laid over the strip: its coming and going moves nothing.
    <div className="absolute end-4 top-1/2 -translate-y-1/2 animate-fade-in bg-background ps-2">
      <Tooltip content={monitor.letInExplained(count)} keys={["n"]}>
        <Button
          icon={<ArrowUp aria-hidden className="size-3.5" />}
          onClick={onLetIn}
          variant="primary"
        >
          {monitor.letIn(count)}
        </Button>
      </Tooltip>
    </div>
  );
}
