import type { StaffLabSessionView } from "@forgea/session";
import { MonoId } from "@forgea/ui/mono-id";
import { labSession as words } from "../../../lib/sentences.ts";

/** Which repository is bound to the session: by its immutable id at the provider, the name is only how it is called now. */
export function Mapping({ mapping }: { mapping: StaffLabSessionView["mappings"][number] }) {
  return (
    <div className="flex min-w-0 flex-col">
      <span>{words.mapping[mapping.status]}</span>
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 text-small text-muted-foreground">
        <span>{mapping.host}</span>
        <span aria-hidden>·</span>
        <span className="sr-only">{words.details.repositoryId}</span>
        <MonoId copyLabel={words.copyRepositoryId} value={mapping.providerRepoId} />
      </span>
    </div>
  );
}
