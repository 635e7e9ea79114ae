"use client";

import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { NoticeBanner } from "@forgea/ui/notice-banner";
import { access as words } from "../../../lib/sentences.ts";
import { api } from "../../../trpc/client.tsx";

/** No event of a session tells of it, so the page asks; a hidden tab does not. */
const askEveryMs = 15_000;

/** Across the window while the repositories cannot be reached. */
export function AccessBanner() {
  const { data } = api.student.provider.access.useQuery(undefined, {
    refetchInterval: askEveryMs,
  });
  const since = data?.lostSince ?? null;
  return (
    <div aria-live="polite">
      {since === null ? null : (
        <NoticeBanner appearance="strip" tone="warning">
          <strong className="font-semibold">{words.title}</strong> {words.text} {words.since}{" "}
          <AbsoluteTime at={since} />.
        </NoticeBanner>
      )}
    </div>
  );
}
