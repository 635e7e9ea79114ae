"use client";

import type { ShownError } from "@forgea/trpc/read-public-error";
import { ErrorState } from "@forgea/ui/error-state";
import { monitor } from "../../../lib/sentences.ts";

/** The list could not be read: what the server said, what to do next, and the id to quote. */
export function MonitorError({
  error,
  onRetry,
  retrying,
}: {
  error: ShownError;
  onRetry: () => void;
  retrying: boolean;
}) {
  return (
    <ErrorState
      lost={error.sentence}
      next={error.nextAction}
      onRetry={onRetry}
      retrying={retrying}
      title={monitor.loadFailed}
      traceId={error.traceId ?? undefined}
    />
  );
}
