import type { LabView } from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { DescriptionItem, DescriptionList } from "@forgea/ui/description-list";
import { Section } from "@forgea/ui/section";
import { lab as words } from "../../../lib/sentences.ts";

/** What there is to know before starting, in the side column. */
export function LabFacts({ lab }: { lab: LabView }) {
  return (
    <Section title={words.facts}>
      <DescriptionList layout="stacked">
        {lab.opensAt === null || lab.availability !== "not-open-yet" ? null : (
          <DescriptionItem term={words.opens}>
            <AbsoluteTime at={lab.opensAt} format="day-minute" />
          </DescriptionItem>
        )}
        <DescriptionItem term={words.due}>
          {lab.dueAt === null ? words.noDue : <AbsoluteTime at={lab.dueAt} format="day-minute" />}
        </DescriptionItem>
        <DescriptionItem term={words.duration}>
          {lab.durationMinutes === null
            ? words.noDuration
            : words.durationValue(lab.durationMinutes)}
        </DescriptionItem>
        <DescriptionItem term={words.result}>{words.results[lab.resultKind]}</DescriptionItem>
        <DescriptionItem term={words.version}>{lab.versionNumber}</DescriptionItem>
      </DescriptionList>
    </Section>
  );
}
