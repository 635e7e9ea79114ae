"use client";

import { readPublicError } from "@forgea/trpc/read-public-error";
import { ErrorState } from "@forgea/ui/error-state";

interface QueryProblemProps {
  readonly title: string;
  readonly error: unknown;
  readonly retrying: boolean;
  readonly onRetry: () => void;
}

/** What was asked for did not come: what the server said about it, and another try. */
export function QueryProblem({ title, error, retrying, onRetry }: QueryProblemProps) {
  const { sentence, nextAction, traceId } = readPublicError(error);
  return (
    <ErrorState
      lost={sentence}
      next={nextAction}
      onRetry={onRetry}
      retrying={retrying}
      title={title}
      traceId={traceId ?? undefined}
    />
  );
}
