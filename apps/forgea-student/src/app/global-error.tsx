"use client";

import { broken } from "../lib/sentences.ts";
import "./globals.css";

interface Props {
  readonly error: unknown;
  readonly retry: () => void;
}

/** The last resort, when the root layout itself fails: plain markup, nothing that could fail too. */
export default function BrokenApp({ error, retry }: Props) {
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  return (
    <html lang="en">
      <body>
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
      </body>
    </html>
  );
}
