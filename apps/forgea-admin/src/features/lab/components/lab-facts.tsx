import type { StaffLabView } from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { DescriptionItem, DescriptionList } from "@forgea/ui/description-list";
import { MonoId } from "@forgea/ui/mono-id";
import { Section } from "@forgea/ui/section";
import { TextLink } from "@forgea/ui/text-link";
import { sessionCounts, lab as words } from "../../../lib/lab-sentences.ts";

/** The facts of a lab. */
export function LabFacts({ lab }: { lab: StaffLabView }) {
  return (
    <Section title={words.facts}>
      <DescriptionList>
        <DescriptionItem term={words.slug}>
          <MonoId copyLabel={words.copySlug} value={lab.slug} />
        </DescriptionItem>
        <DescriptionItem term={words.baseRepository}>
          <TextLink external href={lab.baseRepoUrl}>
            <span className="break-all">{lab.baseRepoUrl}</span>
          </TextLink>
        </DescriptionItem>
        <DescriptionItem term={words.opens}>
          {lab.opensAt === null ? words.always : <AbsoluteTime at={lab.opensAt} />}
        </DescriptionItem>
        <DescriptionItem term={words.due}>
          {lab.dueAt === null ? words.noDue : <AbsoluteTime at={lab.dueAt} />}
        </DescriptionItem>
        <DescriptionItem term={words.sessions}>{sessionCounts(lab.sessions)}</DescriptionItem>
      </DescriptionList>
    </Section>
  );
}
