import type { LabSessionView } from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { MonoId } from "@forgea/ui/mono-id";
import { handedIn, pushes } from "../../../lib/sentences.ts";

/** Which commit is handed in, or would be if the end came now. */
export function HandedInCommit({ session }: { session: LabSessionView }) {
  const open = session.status === "IN_PROGRESS";
  const label = open ? handedIn.soFar : handedIn.label;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5">
      <span className="text-muted-foreground">{label}:</span>
      {session.handedIn === null ? (
        <span>{open ? handedIn.noneSoFar : handedIn.none}</span>
      ) : (
        <>
          <span>
            {handedIn.pushOf} <AbsoluteTime at={session.handedIn.providerPushedAt} format="clock" />
            ,
          </span>
          <MonoId
            className="font-medium"
            copyLabel={pushes.copyCommit}
            short={7}
            value={session.handedIn.commitSha}
          />
        </>
      )}
    </p>
  );
}
