"use client";

import { ErrorState } from "@forgea/ui/error-state";
import { broken } from "../lib/entry-sentences.ts";

interface Props {
  readonly error: unknown;
  readonly retry: () => void;
}

/** A page that could not be rendered; the digest is the trace id that the log holds. */
export default function BrokenPage({ error, retry }: Props) {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  return (
    <ErrorState
      lost={broken.lost}
      next={broken.next}
      onRetry={retry}
      title={broken.title}
      traceId={typeof digest === "string" ? digest : undefined}
    />
  );
}
