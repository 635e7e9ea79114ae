"use client";

import { broken } from "../lib/sentences.ts";

interface Props {
  readonly error: unknown;
  readonly retry: () => void;
}

/**
 * A page outside of the frame that could not be rendered; the digest is the trace id that the log
 * holds. Plain markup: this comes with every page, so it brings nothing along.
 */
export default function BrokenPage({ error, retry }: Props) {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  return (
    <main className="mx-auto flex min-h-dvh max-w-[40rem] flex-col items-start justify-center gap-4 px-6">
      <h1 className="text-title font-semibold">{broken.title}</h1>
      <p>
        {broken.lost} {broken.next}
      </p>
      {typeof digest === "string" ? (
        <p>
          {broken.traceId} <code className="font-mono">{digest}</code>
        </p>
      ) : null}
      <button className="rounded-lg border px-3 py-2 font-medium" onClick={retry} type="button">
        {broken.retry}
      </button>
    </main>
  );
}
