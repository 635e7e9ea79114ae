import type { LabSessionStatus, PreparationEstimate, PreparationView } from "@forgea/session";
import { statusLabels } from "@forgea/session";

/** What people read on the pages of labs. */
export const labs = {
  title: "Labs",
  lab: "Lab",
  table: "Labs, published ones first",
  loading: "Loading the labs",
  loadFailed: "The labs could not be loaded",
  emptyTitle: "No labs yet",
  emptyText: "A lab appears here when it is written. Students see it once it is published.",
  columns: { lab: "Lab", status: "Status", sessions: "Sessions", prepared: "Prepared", due: "Due" },
  status: { DRAFT: "Draft", PUBLISHED: "Published", ARCHIVED: "Archived" },
  noSessions: "None",
  noneDue: "No due date",
  nonePrepared: "None",
  prepared: (ready: number, waiting: number) =>
    waiting === 0 ? `${ready} ready` : `${ready} ready, ${waiting} being made`,
} as const;

export const lab = {
  loadFailed: "The lab could not be read",
  version: (number: number) => `Version ${number}`,
  unpublished: "Not published",
  facts: "Facts",
  slug: "Short name",
  copySlug: "Copy short name",
  baseRepository: "Base Repository URL",
  opens: "Opens",
  due: "Due",
  always: "Always open",
  noDue: "No due date",
  sessions: "Sessions",
} as const;

export const prepare = {
  title: "Prepare repositories",
  text: "Made before the class, so that a student who starts gets one at once.",
  onlyAdmins: "Only an admin can prepare repositories and clear them away.",
  notPublished: "Repositories can be prepared once the lab is published, and until it is due.",
  count: "How many",
  countHint: (most: number) => `One for each student who starts, up to ${most}.`,
  countWrong: (most: number) => `Write a whole number from 1 to ${most}.`,
  classStarts: "Class starts",
  classStartsHint: (zone: string) => `Your time, ${zone}. Leave it empty to have them soon.`,
  classStartsWrong: "Choose a time that is still to come.",
  keep: "Keep unused ones",
  keepHint: "Afterwards they are deleted.",
  keepHours: { "4": "4 hours", "24": "1 day", "168": "1 week" },
  button: (count: number) => `Prepare ${count} ${repositories(count)}`,
  plainButton: "Prepare",
  done: (count: number) => `${count} ${repositories(count)} are being prepared`,
  estimating: "Working out how long it takes",
  history: "Prepared before",
  none: "Nothing is prepared yet.",
  progress: (ready: number, made: number) => `${ready} of ${made} ready`,
  readyAt: "The last one is ready at about",
  askedBy: (name: string, version: number) => `Asked for by ${name}, version ${version},`,
  keptUntil: "Unused ones are kept until",
  clear: "Clear away",
  clearTitle: "Clear away unused repositories",
  clearText: (unused: number) =>
    `${unused} ${repositories(unused)} that no student has ${unused === 1 ? "is" : "are"} deleted. What students have stays.`,
  cleared: (count: number) => `${count} ${repositories(count)} will be deleted`,
  ended: {
    CLEARED: "Cleared away",
    SUPERSEDED: "Replaced by a newer version",
    LAB_ENDED: "The lab ended",
    NOT_WANTED: "Time was over",
  },
} as const;

/** What preparing takes, and the latest time to begin. `clock` writes a time in the viewer's zone. */
export function estimateSentences(
  { count, seconds, readyAt, startBy, readyByClass }: PreparationEstimate,
  classStartsAt: Date | null,
  now: Date,
  clock: (at: Date) => string,
): string[] {
  const takes = `${count} ${repositories(count)} ${count === 1 ? "takes" : "take"} ${duration(seconds)}.`;
  const begunNow = `Begun now, the last one is ready at about ${clock(readyAt)}.`;
  if (classStartsAt === null || startBy === null || readyByClass === null) return [takes, begunNow];
  const start = clock(classStartsAt);
  if (readyByClass < count) {
    return [takes, `Begun now, ${readyByClass} of ${count} are ready at ${start}.`, begunNow];
  }
  if (startBy <= now) return [takes, `Start now to be ready at ${start}.`];
  return [takes, `Start by ${clock(startBy)} to be ready at ${start}.`];
}

/** "300 ready, 12 taken, 3 not made". */
export function preparationCounts(view: PreparationView): string {
  const { ready, waiting, taken, failed, cleared } = view;
  const parts = [
    ready > 0 && `${ready} ready`,
    waiting > 0 && `${waiting} waiting`,
    taken > 0 && `${taken} taken by students`,
    failed > 0 && `${failed} could not be made`,
    cleared > 0 && `${cleared} cleared away`,
  ];
  return parts.filter((part) => part !== false).join(", ");
}

/** Sessions by status: "12 in progress, 3 submitted". */
export function sessionCounts(sessions: Partial<Record<LabSessionStatus, number>>): string {
  const words = Object.entries(statusLabels).flatMap(([status, label]) => {
    const count = sessions[status as LabSessionStatus] ?? 0;
    return count === 0 ? [] : [`${count} ${label.toLowerCase()}`];
  });
  return words.length === 0 ? labs.noSessions : words.join(", ");
}

function repositories(count: number): string {
  return count === 1 ? "repository" : "repositories";
}

function duration(seconds: number): string {
  if (seconds < 60) return "less than a minute";
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return `about ${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return `about ${hours} h ${minutes % 60} min`;
}
