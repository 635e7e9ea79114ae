import type { MonitorRow } from "@forgea/session";
import { CopyButton } from "@forgea/ui/copy-button";
import { repository as words } from "../../../lib/sentences.ts";

export interface RepositoryLinkProps {
  repository: MonitorRow["repository"];
  /** The name alone, where the owner is the same in every row. */
  short?: boolean;
}

/** A copy button in a row: laid over the end of its cell, so that it takes no room from what it copies. */
export const rowCopyLooks =
  "absolute end-0 bg-hover opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100";

/** A student's repository: a link to the provider, and its full name to copy. */
export function RepositoryLink({ repository, short = false }: RepositoryLinkProps) {
  if (repository === null) {
    return <span className="text-subtle-foreground">{words.none}</span>;
  }
  const { fullName, webUrl } = repository;
  return (
    <span className="group/id relative flex min-w-0 items-center gap-0.5" title={fullName}>
      <a
        className="min-w-0 truncate rounded-sm font-mono text-[0.925em] hover:underline"
        href={webUrl}
        rel="noopener noreferrer"
        target="_blank"
      >
        {short ? fullName.slice(fullName.indexOf("/") + 1) : fullName}
        <span className="sr-only"> ({words.opensInNewTab})</span>
      </a>
      <CopyButton
        className={
          short
            ? rowCopyLooks
            : "opacity-0 group-hover/id:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
        }
        label={words.copy}
        value={fullName}
      />
    </span>
  );
}
