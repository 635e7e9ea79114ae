import type { TimelineEntry } from "@forgea/session";
import type { TimelineItemProps } from "@forgea/ui/timeline";
import {
  Archive,
  CircleCheck,
  CircleDot,
  CircleX,
  Clock,
  ClockPlus,
  FolderGit2,
  GitCommitHorizontal,
  Link2,
  type LucideIcon,
  MailCheck,
  Play,
  RotateCcw,
  ShieldAlert,
  ShieldCheck,
} from "lucide-react";

interface EventLook {
  readonly icon: LucideIcon;
  readonly tone: NonNullable<TimelineItemProps["tone"]>;
}

const looks: Record<string, EventLook> = {
  start: { icon: Play, tone: "blue" },
  "repository-created": { icon: FolderGit2, tone: "grey" },
  bind: { icon: Link2, tone: "green" },
  "access-invited": { icon: MailCheck, tone: "grey" },
  "access-accepted": { icon: MailCheck, tone: "grey" },
  "push-accepted": { icon: GitCommitHorizontal, tone: "green" },
  complete: { icon: CircleCheck, tone: "violet" },
  "force-complete": { icon: CircleCheck, tone: "violet" },
  "provisioning-failed": { icon: CircleX, tone: "red" },
  fail: { icon: CircleX, tone: "red" },
  "repository-lost": { icon: CircleX, tone: "red" },
  "repository-gone": { icon: CircleX, tone: "amber" },
  retry: { icon: RotateCcw, tone: "blue" },
  expire: { icon: Clock, tone: "amber" },
  extend: { icon: ClockPlus, tone: "green" },
  reopen: { icon: RotateCcw, tone: "green" },
  revert: { icon: RotateCcw, tone: "amber" },
  archive: { icon: Archive, tone: "grey" },
  hold: { icon: ShieldAlert, tone: "orange" },
  release: { icon: ShieldCheck, tone: "green" },
};

const unknown: EventLook = { icon: CircleDot, tone: "grey" };

/** Icon and colour of an event; one that is not listed is grey. A push that did not count is amber. */
export function lookOf(entry: Pick<TimelineEntry, "kind" | "data">): EventLook {
  const look = looks[entry.kind] ?? unknown;
  return entry.data["counted"] === false ? { ...look, tone: "amber" } : look;
}
