"use client";

import type { LabSessionView } from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { Countdown } from "@forgea/ui/countdown";
import { DescriptionItem, DescriptionList } from "@forgea/ui/description-list";
import { Section } from "@forgea/ui/section";
import { TextLink } from "@forgea/ui/text-link";
import { facts } from "../../../lib/sentences.ts";

/** What is true of the session, in the side column: the time left first. */
export function SessionFacts({ session }: { session: LabSessionView }) {
  return (
    <Section title={facts.title}>
      <DescriptionList layout="stacked">
        <End session={session} />
        {session.completedAt === null ? null : (
          <DescriptionItem term={facts.submittedAt}>
            <AbsoluteTime at={session.completedAt} />
          </DescriptionItem>
        )}
        {session.startedAt === null ? null : (
          <DescriptionItem term={facts.started}>
            <AbsoluteTime at={session.startedAt} />
          </DescriptionItem>
        )}
        {session.repository === null ? null : (
          <DescriptionItem term={facts.repository}>
            <TextLink className="text-small" external href={session.repository.webUrl}>
              {session.repository.fullName}
            </TextLink>
          </DescriptionItem>
        )}
        <DescriptionItem term={facts.version}>{session.lab.versionNumber}</DescriptionItem>
      </DescriptionList>
    </Section>
  );
}

function End({ session: { status, endsAt, heldAt } }: { session: LabSessionView }) {
  if (status === "IN_PROGRESS" && heldAt === null) {
    return (
      <DescriptionItem term={facts.timeLeft}>
        {endsAt === null ? (
          facts.noEnd
        ) : (
          <>
            <Countdown bare className="text-title font-semibold" endsAt={endsAt} />
            <span className="block text-small text-muted-foreground">
              {facts.ends} <AbsoluteTime at={endsAt} format="day-minute" />
            </span>
          </>
        )}
      </DescriptionItem>
    );
  }
  if (status === "EXPIRED" && endsAt !== null) {
    return (
      <DescriptionItem term={facts.ended}>
        <AbsoluteTime at={endsAt} format="day-minute" />
      </DescriptionItem>
    );
  }
  return null;
}
