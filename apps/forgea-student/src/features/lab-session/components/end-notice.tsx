"use client";

import type { LabSessionView } from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { announce } from "@forgea/ui/announce";
import { NoticeBanner } from "@forgea/ui/notice-banner";
import { useNow } from "@forgea/ui/use-now";
import { useEffect, useRef } from "react";
import { endReminder as words } from "../../../lib/sentences.ts";
import { type Reminder, reminderAt } from "../end-reminder.ts";

/** Says that the end is near: 30, 10 and 5 minutes before it, once aloud for each. */
export function EndNotice({ session }: { session: LabSessionView }) {
  const now = useNow("minute");
  const runs = session.status === "IN_PROGRESS" && session.heldAt === null;
  const reminder = now !== null && runs ? reminderAt(session, now) : null;
  useSayOnce(reminder);
  if (reminder === null || session.endsAt === null) return null;
  return (
    <NoticeBanner title={words.title(reminder)} tone={reminder === 5 ? "warning" : "info"}>
      {words.ends} <AbsoluteTime at={session.endsAt} format="clock" />. {words.text}
    </NoticeBanner>
  );
}

/** The countdown says the five minutes itself. */
function useSayOnce(reminder: Reminder | null): void {
  const said = useRef<Reminder | null>(null);
  useEffect(() => {
    if (reminder === said.current) return;
    said.current = reminder;
    if (reminder === 30 || reminder === 10) announce(words.title(reminder));
  }, [reminder]);
}
