"use client";

import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { NoticeBanner } from "@forgea/ui/notice-banner";
import { access as words } from "../../../lib/sentences.ts";
import { api } from "../../../trpc/client.tsx";

/** No event of a session tells of it, so the page asks; a hidden tab does not. */
const askEveryMs = 15_000;

/** Across the window: access that is lost, and labs whose template is gone, with what to do about it. */
export function AccessBanner() {
  const { data } = api.staff.provider.access.useQuery(undefined, { refetchInterval: askEveryMs });
  return (
    <div aria-live="polite">
      {data?.lost ? (
        <NoticeBanner appearance="strip" tone="danger">
          <strong className="font-semibold">{words.title(data.organisation)}</strong>{" "}
          {words.reasons[data.lost.reason]} {words.paused} {words.since}{" "}
          <AbsoluteTime at={data.lost.since} />.
        </NoticeBanner>
      ) : null}
      {data?.labsWithoutTemplate.map((lab) => (
        <NoticeBanner appearance="strip" key={lab.slug} tone="warning">
          <strong className="font-semibold">{words.templateTitle(lab.title)}</strong>{" "}
          {words.templateText(lab.template)} {words.since} <AbsoluteTime at={lab.since} />.
        </NoticeBanner>
      ))}
    </div>
  );
}
