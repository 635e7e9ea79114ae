"use client";

import type { TimelineEntry } from "@forgea/session";
import { classNames } from "@forgea/ui/class-names";
import { Timeline, TimelineItem } from "@forgea/ui/timeline";
import { actorLabel, entryTitle, labSession as words } from "../../../lib/sentences.ts";
import { lookOf } from "../event-looks.ts";
import { EventEvidence } from "./event-evidence.tsx";

/** All that happened to a session, newest first; what came since the page opened glows once. */
export function EventTimeline({
  entries,
  seenSeq,
}: {
  entries: readonly TimelineEntry[];
  seenSeq: number;
}) {
  return (
    <Timeline label={words.timeline}>
      {entries.toReversed().map((entry) => {
        const { icon: Icon, tone } = lookOf(entry);
        return (
          <TimelineItem
            actor={actorLabel(entry.actorKind, entry.actorName)}
            at={entry.at}
            icon={<Icon aria-hidden />}
            key={entry.seq}
            title={
              <span
                className={classNames(
                  "-mx-1 rounded-sm px-1",
                  entry.seq > seenSeq && "animate-glow",
                )}
              >
                {entryTitle(entry)}
              </span>
            }
            tone={tone}
            {...(entry.reason === null ? {} : { reason: entry.reason })}
          >
            <EventEvidence entry={entry} />
          </TimelineItem>
        );
      })}
    </Timeline>
  );
}
