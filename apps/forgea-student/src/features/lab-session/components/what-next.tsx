"use client";

import type { LabSessionView } from "@forgea/session";
import { whatNext as words } from "../../../lib/sentences.ts";
import { NewAttemptButton } from "./new-attempt-button.tsx";
import { RetryButton } from "./retry-button.tsx";

export type NextSteps = Pick<
  LabSessionView,
  "id" | "version" | "possible" | "attemptsLeft" | "askStaffFor"
>;

/** What a student can do after a session ended, and what only the course staff can do for them. */
export function WhatNext({ session }: { session: NextSteps }) {
  const { askStaffFor, attemptsLeft } = session;
  const buttons = nextButtons(session);
  if (buttons === null && askStaffFor === null) return null;
  return (
    <div className="flex flex-col items-start gap-3 border-t pt-3">
      <p className="text-small text-muted-foreground">
        {session.possible.includes("archive") ? `${words.attemptsLeft(attemptsLeft)} ` : null}
        {askStaffFor === null ? null : words.askStaffFor[askStaffFor]}
      </p>
      {buttons}
    </div>
  );
}

/** The buttons alone, for a panel that has its own sentences; null where there is none. */
export function nextButtons(session: NextSteps) {
  const canRetry = session.possible.includes("retry");
  const canReplace = session.possible.includes("archive");
  if (!canRetry && !canReplace) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {canRetry ? <RetryButton session={session} /> : null}
      {canReplace ? (
        <NewAttemptButton attemptsLeft={session.attemptsLeft} session={session} />
      ) : null}
    </div>
  );
}
