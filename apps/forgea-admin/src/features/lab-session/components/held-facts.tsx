import type { StaffLabSessionView } from "@forgea/session";
import { DescriptionItem, DescriptionList } from "@forgea/ui/description-list";
import { RelativeTime } from "@forgea/ui/relative-time";
import { holdSentence, heldFacts as words } from "../../../lib/sentences.ts";

/** Why a session is held, since when, and what the provider said last of its repository. */
export function HeldFacts({ labSession }: { labSession: StaffLabSessionView }) {
  const { heldAt, holdReason, lastVerifiedAt, mappings } = labSession;
  const bound = mappings.find(({ status }) => status === "ACTIVE");
  const said = providerSaid(bound);
  return (
    <DescriptionList>
      <DescriptionItem term={words.why}>
        {holdReason === null ? words.unknown : holdSentence(holdReason)}
      </DescriptionItem>
      {heldAt === null ? null : (
        <DescriptionItem term={words.since}>
          <RelativeTime at={heldAt} />
        </DescriptionItem>
      )}
      <DescriptionItem term={words.provider}>
        {said.what} {said.at === null ? null : <RelativeTime at={said.at} />}
      </DescriptionItem>
      <DescriptionItem term={words.lastSeen}>
        {lastVerifiedAt === null ? words.never : <RelativeTime at={lastVerifiedAt} />}
      </DescriptionItem>
    </DescriptionList>
  );
}

function providerSaid(mapping: StaffLabSessionView["mappings"][number] | undefined) {
  const missingSince = mapping?.missingSince ?? null;
  if (missingSince !== null) return { what: words.notFoundSince, at: missingSince };
  const lostAt = mapping?.lostAt ?? null;
  return lostAt === null
    ? { what: words.nothingSince, at: null }
    : { what: words.deleted, at: lostAt };
}
