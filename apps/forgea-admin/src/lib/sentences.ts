import {
  actionLabels,
  failureSentences,
  heldLabel,
  holdSentences,
  type LabSessionEvent,
  type LabSessionStatus,
  type MonitorFilter,
  statusLabels,
} from "@forgea/session";

/** Every sentence that people read in the admin app. Words of the domain come from its contracts. */

export const app = {
  name: "Forgea",
  sessions: "Sessions",
  session: "Session",
  account: "Your account",
  notFoundTitle: "There is nothing here",
  notFoundText: "The link may be wrong or cut off. Nothing was lost.",
  backToSessions: "Back to sessions",
  signOut: "Sign out",
  copyLink: "Copy link",
  signOutFailed: "Signing out did not work. Try again in a moment.",
  unknownError: "No answer from Forgea. Nothing was lost.",
  unknownErrorNext: "Check the connection and try again.",
} as const;

export const notStaff = {
  title: "This is the staff app",
  text: (name: string) =>
    `You are signed in as ${name}, and your role is student. Only the course staff can look at sessions here. Your own labs are in the student app.`,
  signedInAs: "Signed in as",
  toStudentApp: "Open the student app",
} as const;

export const roleLabels = {
  STUDENT: "Student",
  ASSISTANT: "Assistant",
  ADMIN: "Admin",
} as const;

export const monitor = {
  title: "Sessions",
  loading: "Loading the sessions",
  manyAnnounced: (count: number) => `${count} sessions changed`,
  pushAnnounced: (number: number) => `push ${number} arrived`,
  table: "Lab sessions, newest change first",
  filters: "Show sessions by status",
  all: "All",
  columns: {
    student: "Student",
    lab: "Lab",
    status: "Status",
    repository: "Repository",
    lastPush: "Last push",
    pushes: "Pushes",
    timeLeft: "Time left",
    updated: "Updated",
  },
  letIn: (count: number) => `${count} new`,
  letInExplained: (count: number) =>
    `Show ${count === 1 ? "the session" : `the ${count} sessions`} that started or changed, at the top`,
  newAnnounced: (count: number) =>
    `${count} new ${count === 1 ? "session" : "sessions"}. Press n to show ${count === 1 ? "it" : "them"}`,
  rowAnnounced: (student: string, lab: string, change: string) => `${student}, ${lab}: ${change}`,
  loadMore: "Show more",
  loadingMore: "Loading more sessions",
  loadMoreFailed: "More sessions could not be loaded.",
  loadFailed: "The sessions could not be loaded",
  shownOf: (shown: number, total: number) =>
    `${shown.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")}`,
  emptyTitle: "No lab sessions yet",
  emptyText:
    "A row appears here by itself when a student starts a lab. Students start at the lab's link in the student app.",
  emptyFilterTitle: (label: string) => `No session is “${label}”`,
  emptyFilterText: "Sessions appear here by themselves when they get there.",
  showAll: "Show all sessions",
  noPush: "No push yet",
  noEnd: "No end",
  counted: "Counted",
  notCounted: "Not counted",
  attempt: (attempt: number) => `Attempt ${attempt}`,
  leftFilter: "No longer in this list",
  copyCommit: "Copy commit",
} as const;

export const peek = {
  open: "Open session",
  lastPushes: "Last pushes",
  noPushes: "No push has arrived yet.",
  more: (count: number) => `${count} more on the session's page`,
} as const;

export const keys = {
  everywhere: "Everywhere",
  table: "In the table",
  help: "Show this list",
  rail: "Collapse or expand the navigation",
  next: "Next session",
  previous: "Previous session",
  open: "Open the session",
  peek: "Peek, and close again",
  letIn: "Show what is new",
  close: "Close what is open",
} as const;

export const labSession = {
  facts: "Facts",
  timeline: "Timeline",
  pushes: "Pushes",
  otherAttempts: "Other attempts",
  noPushes: "No push has arrived yet",
  noPushesText: "Pushes appear here by themselves, each with its receipt.",
  noPushesEnded: "Nothing was pushed",
  noPushesEndedText: "No push arrived in this session.",
  handedIn: "Handed in",
  notCounted: (why: string) => `It was not counted: ${why}`,
  notDecided: (why: string) => `Not decided yet: ${why}`,
  notCountedAt: "at",
  otherRefs: "Pushes to other branches and tags",
  pushedElsewhere: (name: string) => `The newest push to ${name} arrived on`,
  onlyCounts: (branch: string) => `Only ${branch} counts.`,
  moreElsewhere: (count: number) =>
    `${count} more ${count === 1 ? "branch or tag was" : "branches or tags were"} pushed to.`,
  forced: "forced",
  loadFailed: "The session could not be read",
  changedNow: (what: string) => `New in the timeline: ${what}`,
  attemptOf: (attempt: number) => `Attempt ${attempt}`,
  beingChecked: "This session is being checked",
  since: "Since",
  heldExplained: "Its clock stands still, pushes are kept, and nothing but a decision moves it.",
  stoppedExplained: "Pushes and repository are kept. Later pushes are kept and do not count.",
  settingUp: "The repository is being made",
  showData: "Details",
  eventNumber: "Event",
  at: "Time",
  status: "Status",
  yes: "Yes",
  no: "No",
  correlationId: "Correlation id",
  copyCorrelationId: "Copy correlation id",
  copyValue: (name: string) => `Copy ${name}`,
  copyId: "Copy session id",
  copyStudentId: "Copy student id",
  copyRepositoryId: "Copy repository id",
  copyCommit: "Copy commit",
  never: "Never",
  notYet: "Not yet",
  noEnd: "No end",
  nothingYet: "Nothing yet",
  nothing: "Nothing",
  details: {
    id: "Session id",
    student: "Student id",
    version: "Version",
    repository: "Repository",
    access: "Student's access",
    created: "Started",
    bound: "Repository connected",
    ends: "End",
    completed: "Submitted",
    lastVerified: "Last verified",
    handedIn: "Handed in",
    wouldBeHandedIn: "Would be handed in",
    submittedBy: "Submitted by",
    mapping: "Mapping",
    repositoryId: "Repository id",
  },
  access: {
    PENDING: "Not invited yet",
    INVITED: "Invited, not accepted yet",
    ACCEPTED: "Accepted",
  },
  mapping: {
    PENDING: "Waiting for the repository's files",
    ACTIVE: "Active",
    RELEASED: "Released",
    TOMBSTONED: "Repository deleted",
  },
} as const;

export const repository = {
  none: "Not made yet",
  copy: "Copy repository name",
  opensInNewTab: "opens in a new tab",
} as const;

export const access = {
  title: (organisation: string) => `Forgea cannot reach the repositories of ${organisation}.`,
  reasons: {
    UNINSTALLED: "The App is not installed there any more: install it again, for all repositories.",
    SUSPENDED: "The App's installation is suspended: an owner of the organisation can lift that.",
    NARROWED:
      "The App reaches selected repositories only, and ours are not among them: set it to all repositories.",
    UNREADABLE:
      "The provider refuses the App's key, or shows it none of our repositories: check its key and permissions.",
  },
  paused: "Nothing expires and no session changes meanwhile; starts wait. It goes on by itself.",
  since: "Since",
  templateTitle: (title: string) => `“${title}” cannot be started.`,
  templateText: (template: string) =>
    `Its template ${template} is gone at the provider. Restore it there, or publish the lab again.`,
} as const;

export const account = {
  name: "Name",
  role: "Role",
  login: "Login",
  provider: "Git provider",
  linked: "Linked",
  verified: "Last verified",
  never: "Never",
  copyLogin: "Copy login",
  notLinkedTitle: "No git account is linked",
  notLinkedText: "Sign out and sign in again to link it.",
  roleExplained: {
    STUDENT: "Works on labs.",
    ASSISTANT: "Sees all sessions. Does not submit for a student or stop a session.",
    ADMIN: "Sees all sessions, submits for a student and stops sessions.",
  },
  loadFailed: "Your account could not be read",
} as const;

/** The word for a session's state: on hold is said instead of the status. */
export function stateLabel(session: { status: LabSessionStatus; heldAt: Date | null }): string {
  return session.heldAt === null ? statusLabels[session.status] : heldLabel;
}

/** The word of a filter. */
export function filterLabel(filter: MonitorFilter | null): string {
  if (filter === null) return monitor.all;
  return filter === "HELD" ? heldLabel : statusLabels[filter];
}

const stepLabels: Record<string, string> = {
  QUEUED: "Waiting for its turn",
  CREATING: "Making the repository",
  COPYING: "Copying the lab's files",
  BINDING: "Connecting the repository",
  INVITING: "Inviting the student",
  DONE: "Done",
};

/** What a session that is being set up is doing. */
export function stepLabel(step: string): string {
  return stepLabels[step] ?? plainWords(step);
}

const stepWords: Record<string, string> = {
  QUEUED: "Waiting",
  CREATING: "Repository",
  COPYING: "Files",
  BINDING: "Connecting",
  INVITING: "Invitation",
};

/** The step of a session that is being set up, short enough for a row. */
export function stepWord(step: string): string {
  return stepWords[step] ?? plainWords(step);
}

const failureCauses: Record<string, string> = {
  STOPPED_BY_STAFF: "By staff",
  TEMPLATE_UNAVAILABLE: "Template not readable",
  NAME_TAKEN: "Repository name taken",
  PROVIDER_REFUSED: "Provider refused",
  CONTENT_TIMEOUT: "Files did not arrive in time",
  PROVIDER_UNAVAILABLE: "Provider had errors",
  PROVIDER_SILENT: "Provider did not answer",
  PROVIDER_NONSENSE: "Provider answered nonsense",
  ACCESS_LOST: "Access lost",
  STUDENT_BANNED: "Student banned",
  REPOSITORY_LOST: "Repository deleted",
  LAB_ENDED: "Lab ended meanwhile",
  NO_PROGRESS: "Setting up stood still",
};

/** Why a session stopped, short enough for a row. A code that is not listed is shown in plain words. */
export function failureCause(code: string): string {
  return failureCauses[code] ?? plainWords(code);
}

/** Why a session stopped, in the sentence that the student reads. */
export function failureSentence(code: string): string {
  return failureSentences[code] ?? `${plainWords(code)}.`;
}

/** Why a session is on hold. A reason that is not listed was written by a person. */
export function holdSentence(reason: string): string {
  return holdSentences[reason] ?? reason;
}

const eventTitles: Record<LabSessionEvent | (string & {}), string> = {
  start: "Started",
  "repository-created": "Repository made",
  bind: "Repository connected",
  "provisioning-failed": "Setting up failed",
  "access-invited": "Student invited to the repository",
  "access-accepted": "Student has access to the repository",
  "repository-gone": "Repository deleted at the provider",
  "push-accepted": "Push arrived",
  complete: "Submitted",
  "force-complete": "Submitted for the student",
  fail: "Stopped",
  retry: "Setting up again",
  expire: "Time is up",
  "repository-lost": "Repository lost",
  extend: "More time given",
  reopen: "Reopened",
  revert: "Submission taken back",
  archive: "Replaced by a new attempt",
  hold: "Put on hold",
  release: "Released from hold",
};

/** What an event is called on the timeline. A kind that has no title yet is shown in plain words. */
export function eventTitle(kind: string): string {
  return eventTitles[kind] ?? plainWords(kind);
}

/** What an entry of the timeline is called: a push by its number, and whether it counted. */
export function entryTitle(entry: {
  kind: string;
  data: Readonly<Record<string, unknown>>;
}): string {
  const title = eventTitle(entry.kind);
  if (entry.kind !== "push-accepted") return title;
  const { number, counted } = entry.data;
  const named = typeof number === "number" ? `Push ${number} arrived` : title;
  return counted === false ? `${named}, not counted` : named;
}

const actorKindLabels: Record<string, string> = {
  STUDENT: "student",
  ASSISTANT: "assistant",
  ADMIN: "admin",
  SYSTEM: "Forgea",
  WEBHOOK: "the git provider",
  OPERATOR: "operator",
};

/** Who submitted a session, by their part in it. */
export function submitterLabel(by: string): string {
  return by === "STUDENT" ? "The student" : `Staff (${actorKindLabels[by] ?? plainWords(by)})`;
}

/** Who caused an event: a person with their role, or the part of the system. */
export function actorLabel(actorKind: string, actorName: string | null): string {
  const kind = actorKindLabels[actorKind] ?? plainWords(actorKind).toLowerCase();
  return actorName === null ? `by ${kind}` : `by ${actorName} (${kind})`;
}

/** "provisioning-failed", "TEMPLATE_UNAVAILABLE" → words, for what has no sentence yet. */
export function plainWords(code: string): string {
  const words = code.replaceAll(/[-_]+/g, " ").trim().toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const overrides = {
  onlyAdmins: `Only an admin can use “${actionLabels["force-complete"]}” and “${actionLabels.fail}”.`,
  onlyAdminsRelease: `Only an admin can use “${actionLabels.release}” on a session that is being checked.`,
  reasonHint: {
    "force-complete": "Kept with the event, shown on the timeline, and the student reads it.",
    fail: "Kept with the event and shown on the timeline.",
    release: "Kept with the event and shown on the timeline.",
  },
  "force-complete": {
    title: (name: string) => `Submit for ${name}`,
    done: (name: string) => `Submitted for ${name}`,
  },
  fail: {
    title: (name: string) => `Stop ${possessive(name)} session`,
    done: (name: string) => `${possessive(name)} session was stopped`,
  },
  release: {
    title: (name: string) => `Release ${possessive(name)} session`,
    done: (name: string, nowCounted: number) =>
      nowCounted === 0
        ? `${possessive(name)} session goes on`
        : `${possessive(name)} session goes on, ${pushCount(nowCounted)} ${nowCounted === 1 ? "counts" : "count"} now`,
  },
  raceLost: "This session is no longer as it was when you opened this dialog.",
  raceWas: "What changed meanwhile",
  raceYou: "What you were about to do",
  raceVersion: (version: number) => `Version ${version}`,
  reload: "Show the current state",
  copyTraceId: "Copy trace id",
  traceId: "Trace id",
} as const;

/** Setting a stopped session up again. */
export const retry = {
  done: (name: string) => `${possessive(name)} session is being set up again`,
} as const;

/** What is known of the repository of a session on hold. */
export const heldFacts = {
  why: "Why it is held",
  since: "Held since",
  provider: "The provider",
  notFoundSince: "answers “not found” since",
  deleted: "reported it deleted, last looked at",
  nothingSince: "has said nothing since it was last seen",
  lastSeen: "Last seen",
  never: "Never",
  unknown: "No reason was given.",
} as const;

/** What releasing a session will do. */
export const releases = {
  endMoves: (time: string) => `Held for ${time}: the end moves by as much.`,
  noEnd: "The session has no end, so none moves.",
  noPush: "No push was made meanwhile.",
  lookedAtAgain: (pushes: string, count: number) =>
    `${pushes} made meanwhile ${count === 1 ? "is" : "are"} looked at again.`,
  stillGone:
    "The repository is looked for at once. If it is still gone ten minutes later, the session stops.",
  stillUnreachable:
    "The repository is looked for at once. If it still cannot be read ten minutes later while the App reaches selected repositories only, the session is put on hold again.",
} as const;

/** What an override will do. */
export const consequences = {
  notFinished: "Setting up ends; the repository is not finished.",
  noPush: "No push has arrived.",
  kept: (pushes: string, counted: number, total: number) =>
    counted === total
      ? `${pushes} ${total === 1 ? "is" : "are"} kept.`
      : `${pushes} ${total === 1 ? "is" : "are"} kept, ${counted} of them ${counted === 1 ? "counts" : "count"}.`,
  handedIn: (commit: string) => `Commit ${commit} is handed in.`,
  nothingHandedIn: "Nothing is handed in.",
  repositoryStays: (name: string) =>
    `${name} keeps the repository; later pushes are kept and do not count.`,
  cannotSubmit: (name: string) => `${name} can no longer submit.`,
  cannotSubmitWithTime: (name: string, time: string) =>
    `${name} can no longer submit: ${time} left are given up.`,
  time(minutes: number): string {
    if (minutes < 60) return `${minutes} min`;
    const hours = Math.floor(minutes / 60);
    const days = Math.floor(hours / 24);
    if (days > 0) return `${days} ${days === 1 ? "day" : "days"} ${hours % 24} h`;
    return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  },
} as const;

/** "Mia's", "James'". */
export function possessive(name: string): string {
  return name.endsWith("s") ? `${name}'` : `${name}'s`;
}

/** "1 push", "3 pushes". */
export function pushCount(count: number): string {
  return `${count} ${count === 1 ? "push" : "pushes"}`;
}

/** The name a student is called by inside a sentence. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
