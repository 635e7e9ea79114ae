import { type OtherRefView, refName } from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { labSession as words } from "../../../lib/sentences.ts";

const shown = 3;

/** Pushes that went to another branch or a tag: nothing is wrong with them, but they do not count. */
export function OtherRefs({ refs }: { refs: readonly OtherRefView[] }) {
  if (refs.length === 0) return null;
  const more = refs.length - shown;
  return (
    <ul
      aria-label={words.otherRefs}
      className="flex flex-col gap-1 text-small text-muted-foreground"
    >
      {refs.slice(0, shown).map(({ ref, defaultBranch, lastReceivedAt }) => (
        <li className="break-words" key={ref}>
          {words.pushedElsewhere(refName(ref))}{" "}
          <AbsoluteTime at={lastReceivedAt} format="day-clock" />. {words.onlyCounts(defaultBranch)}
        </li>
      ))}
      {more > 0 ? <li>{words.moreElsewhere(more)}</li> : null}
    </ul>
  );
}
