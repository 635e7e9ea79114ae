import type { MonitorRow } from "@forgea/session";
import { CopyButton } from "@forgea/ui/copy-button";
import { Glow } from "@forgea/ui/glow";
import { RelativeTime } from "@forgea/ui/relative-time";
import { CircleCheck, CircleSlash } from "lucide-react";
import { monitor } from "../../../lib/sentences.ts";
import { rowCopyLooks } from "../../repository/components/repository-link.tsx";

/** The newest push of a session: whether it counted, its commit, and when it came. */
export function LastPush({ push }: { push: MonitorRow["lastPush"] }) {
  if (push === null) {
    return <span className="text-subtle-foreground">{monitor.noPush}</span>;
  }
  return (
    <Glow className="relative flex w-full gap-1.5" value={push.number}>
      <Verdict counted={push.counted} />
      <code className="font-mono text-[0.925em]" title={push.commitSha}>
        {push.commitSha.slice(0, 7)}
      </code>
      <RelativeTime at={push.receivedAt} className="truncate text-small text-muted-foreground" />
      <CopyButton className={rowCopyLooks} label={monitor.copyCommit} value={push.commitSha} />
    </Glow>
  );
}

function Verdict({ counted }: { counted: boolean }) {
  const label = counted ? monitor.counted : monitor.notCounted;
  const Icon = counted ? CircleCheck : CircleSlash;
  return (
    <span className="inline-flex shrink-0" title={label}>
      <Icon
        aria-hidden
        className={counted ? "size-3.5 text-green-icon" : "size-3.5 text-amber-icon"}
      />
      <span className="sr-only">{label}</span>
    </span>
  );
}
