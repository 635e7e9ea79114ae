import type { StaffLabSessionView } from "@forgea/session";
import { DescriptionItem, DescriptionList } from "@forgea/ui/description-list";
import { Glow } from "@forgea/ui/glow";
import { MonoId } from "@forgea/ui/mono-id";
import { submitterLabel, labSession as words } from "../../../lib/sentences.ts";
import { RepositoryLink } from "../../repository/components/repository-link.tsx";
import { hasEnded } from "../has-ended.ts";
import { Mapping } from "./mapping.tsx";
import { Moment } from "./moment.tsx";

const { details } = words;

/** The facts of a session. Every id can be copied, every time says which zone it is in. */
export function Facts({ labSession }: { labSession: StaffLabSessionView }) {
  const { status, endsAt, handedIn } = labSession;
  const ended = hasEnded(status);
  return (
    <DescriptionList>
      <DescriptionItem term={details.id}>
        <MonoId copyLabel={words.copyId} value={labSession.id} />
      </DescriptionItem>
      <DescriptionItem term={details.student}>
        <MonoId copyLabel={words.copyStudentId} value={labSession.student.id} />
      </DescriptionItem>
      <DescriptionItem term={details.version}>
        <Glow className="tabular-nums" value={labSession.version}>
          {labSession.version}
        </Glow>
      </DescriptionItem>
      <DescriptionItem term={details.repository}>
        <RepositoryLink repository={labSession.repository} />
      </DescriptionItem>
      <DescriptionItem term={details.access}>
        <Glow value={labSession.accessState}>{words.access[labSession.accessState]}</Glow>
      </DescriptionItem>
      {labSession.mappings.map((mapping) => (
        <DescriptionItem
          key={`${mapping.host} ${mapping.providerRepoId} ${mapping.status}`}
          term={details.mapping}
        >
          <Mapping mapping={mapping} />
        </DescriptionItem>
      ))}
      <DescriptionItem term={details.lastVerified}>
        <Moment at={labSession.lastVerifiedAt} missing={words.never} />
      </DescriptionItem>
      <DescriptionItem term={details.created}>
        <Moment at={labSession.createdAt} />
      </DescriptionItem>
      <DescriptionItem term={details.bound}>
        <Moment at={labSession.boundAt} missing={ended ? words.never : words.notYet} />
      </DescriptionItem>
      <DescriptionItem term={details.ends}>
        <Moment at={endsAt} missing={status === "PROVISIONING" ? words.notYet : words.noEnd} />
      </DescriptionItem>
      <DescriptionItem term={details.completed}>
        <Moment at={labSession.completedAt} missing={ended ? words.no : words.notYet} />
      </DescriptionItem>
      {labSession.submission === null ? null : (
        <DescriptionItem term={details.submittedBy}>
          {submitterLabel(labSession.submission.by)}
          {labSession.submission.reason === null ? null : (
            <span className="block text-muted-foreground">{labSession.submission.reason}</span>
          )}
        </DescriptionItem>
      )}
      <DescriptionItem term={ended ? details.handedIn : details.wouldBeHandedIn}>
        {handedIn === null ? (
          <span className="text-subtle-foreground">{ended ? words.nothing : words.nothingYet}</span>
        ) : (
          <MonoId copyLabel={words.copyCommit} short={7} value={handedIn.commitSha} />
        )}
      </DescriptionItem>
    </DescriptionList>
  );
}
