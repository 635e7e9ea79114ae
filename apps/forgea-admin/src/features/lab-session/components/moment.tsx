import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { Glow } from "@forgea/ui/glow";
import { RelativeTime } from "@forgea/ui/relative-time";
import { labSession as words } from "../../../lib/sentences.ts";

/** A moment, absolute and relative; or why there is none. */
export function Moment({ at, missing = words.notYet }: { at: Date | null; missing?: string }) {
  return (
    <Glow className="flex-wrap gap-x-2" value={at?.getTime() ?? null}>
      {at === null ? (
        <span className="text-subtle-foreground">{missing}</span>
      ) : (
        <>
          <AbsoluteTime at={at} className="tabular-nums" />
          <RelativeTime at={at} className="text-small text-subtle-foreground" />
        </>
      )}
    </Glow>
  );
}
