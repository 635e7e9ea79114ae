/** Every sentence that people read in the student app. Words of the domain come from its contracts. */

/** "45 min", "2 h", "1 h 30 min". */
function durationOf(minutes: number): string {
  const parts = [Math.floor(minutes / 60), minutes % 60] as const;
  const units = ["h", "min"] as const;
  return parts
    .flatMap((amount, index) => (amount === 0 ? [] : [`${amount} ${units[index]}`]))
    .join(" ");
}

export const app = {
  name: "Forgea",
  description: "Coding labs on git.",
  labs: "Labs",
  account: "Your account",
  signOutFailed: "Signing out did not work. Try again in a moment.",
  backToLabs: "Back to labs",
} as const;

export const notFound = {
  title: "There is nothing here",
  text: "The link may be wrong or cut off, or it is not yours to see. Nothing was lost.",
} as const;

export const broken = {
  title: "This page could not be shown",
  lost: "Nothing was lost.",
  next: "Try again; if it happens again, give the trace id to the course staff.",
  retry: "Try again",
  traceId: "Trace id",
} as const;

export const signIn = {
  title: "Sign in to Forgea",
  description: "Your labs, your repositories and your pushes are behind this sign-in.",
  descriptionLab: "Sign in to read this lab and to start it. You come back to it right away.",
  button: "Sign in with GitHub",
  demoHint: "This is a demo. On the next page you choose one of its made-up people.",
  failed: "The sign-in page did not open. Nothing was lost; try again in a moment.",
  errors: {
    Banned: "This account may not sign in here. Ask the course staff.",
    AccessDenied: "The sign-in was refused. Try again, and allow the access that is asked for.",
    Unavailable: "Signing in did not work on our side. Nothing was lost; try again in a moment.",
    Other: "Signing in was not completed. Try again.",
  },
} as const;

export const labs = {
  title: "Labs",
  description: "Start a lab and get a private repository of your own to work in.",
  listLabel: "Labs",
  loading: "Loading the labs",
  emptyTitle: "No labs yet",
  emptyText: "A lab shows up here as soon as the course staff publish one.",
  notStarted: "Not started",
  due: "Due",
  opens: "Opens",
  ended: "Ended",
  notAvailable: "Not available at the moment",
  duration: (minutes: number) => `${durationOf(minutes)} once started`,
  failedToLoad: "The labs could not be loaded",
} as const;

export const lab = {
  loading: "Loading the lab",
  failedToLoad: "The lab could not be loaded",
  instructions: "Instructions",
  noInstructions: "This lab has no instructions beyond those in its repository.",
  startTitle: "Ready when you are",
  startText: "You get a private repository made from this lab's template. It takes a few seconds.",
  startTimed: (minutes: number) =>
    `You have ${durationOf(minutes)} from the moment your repository is ready.`,
  starting: "Starting",
  startFailed: "The lab was not started.",
  openSession: "Open your session",
  sessionTitle: "You have started this lab",
  sessionText: "Your repository, your pushes and what you handed in stand on the session's page.",
  notOpenTitle: "Not open yet",
  notOpenText: "You can read the instructions now and start as soon as the lab opens.",
  endedTitle: "This lab has ended",
  endedText: "It can no longer be started. Ask the course staff if you think it should be open.",
  notAvailableTitle: "Not available at the moment",
  notAvailableText:
    "The course staff were told. You can read the instructions; this page lets you start by itself when the lab is back.",
  facts: "About this lab",
  duration: "Time",
  durationValue: (minutes: number) => `${durationOf(minutes)} once started`,
  noDuration: "No limit",
  due: "Due",
  noDue: "No due date",
  opens: "Opens",
  version: "Version",
  result: "Result",
  results: { CODE: "Code", WEB_PAGE: "A web page" },
} as const;

export const access = {
  title: "Forgea cannot reach the repositories at the moment.",
  text: "Keep working and pushing if you can: nothing is lost.",
  since: "Since",
} as const;

export const account = {
  title: "Your account",
  loading: "Loading your account",
  failedToLoad: "Your account could not be loaded",
  identity: "Who you are here",
  name: "Name",
  role: "Role",
  roles: { STUDENT: "Student", ASSISTANT: "Assistant", ADMIN: "Admin" },
  linked: "Linked git account",
  login: "Login",
  provider: "Provider",
  linkedAt: "Linked",
  verifiedAt: "Last sign-in",
  notLinkedTitle: "No git account is linked",
  notLinkedText: "Sign out and sign in again to link one. Nothing was lost.",
  ready: "Ready for a lab?",
  readyText: "What has to be right before you clone and push.",
  readyAccount: "Your git account is linked",
  readyAccountMissing: "Your git account is not linked yet",
  readyProvider: (host: string) => `The git provider answers (${host})`,
  readyProviderSilent: (host: string) => `The git provider does not answer (${host})`,
  readyProviderAsking: "Asking the git provider",
  readyUnknown: "It could not be found out whether the git provider answers",
  readyAgainText: "Nothing is lost. Look again in a minute.",
  readyAgain: "Look again",
  readyInvitations: "No invitation waits for you",
  readyInvitation: "An invitation waits for you:",
  readyPassword: "Have a token at hand: git takes it as the password",
  makeToken: "Make a token",
} as const;

export const live = {
  /** Read aloud when the page is true again. */
  pushArrived: (number: number, counted: boolean) =>
    `Push ${number} arrived, ${counted ? "counted" : "not counted"}`,
  statusChanged: (label: string) => `Your session: ${label}`,
} as const;
export const labSession = {
  loading: "Loading your session",
  failedToLoad: "Your session could not be loaded",
  attempt: (attempt: number) => `Attempt ${attempt}`,
  toLab: "Read the instructions",
} as const;

export const settingUp = {
  title: "Your repository is being made",
  text: "This usually takes a few seconds. You can leave this page, it goes on without you.",
  textWaiting: "You can leave this page, it goes on without you.",
  steps: "Setting up",
  inLine: (place: number) => `You are number ${place} in line. Your turn is at about`,
  turnIn: (minutes: number) =>
    minutes < 1 ? "in less than a minute" : `in ${minutes} ${minutes === 1 ? "minute" : "minutes"}`,
  slow: "This takes longer than usual. Nothing is lost; it goes on by itself.",
} as const;

export const held = {
  title: "We are checking your repository",
  text: "Keep working and pushing: nothing is lost.",
  toldAt: "Staff were told at",
} as const;

export const invitation = {
  title: "Accept the invitation",
  text: "The repository is yours, but your git account has to accept an invitation before you can clone it.",
  button: "Accept the invitation",
  /** For a sign-in that cannot accept here. */
  check: "I have accepted it",
  open: "Open it at the provider",
  stillOpen:
    "It is not accepted yet. Open the invitation at the provider and accept it there; this page goes on by itself.",
  expires: "The invitation is valid until",
  pending: "Your access is being set up. It takes a few seconds.",
  beforeCloning: "git lets you in once you have accepted the invitation.",
} as const;

export const clone = {
  title: "Clone your repository",
  titleAgain: "Your repository",
  text: "Then work, commit and push. Every push shows up here by itself.",
  command: "Clone command",
  passwordQuestion: "git asks for a password?",
  userName: "User name",
  password: "Password",
  passwordIs: "a token, not the password of your account",
  makeToken: "Make a token",
  rejected: "Paste the token where git asks for the password. Nothing shows while you paste.",
} as const;

export const submit = {
  cardTitle: "Hand in",
  whenReady: "The last push that counts is handed in. Submit when you are done.",
  dialogTitle: "Submit this lab?",
  youSubmit: "You submit",
  pushedAt: "pushed",
  notPushed: "You have not pushed anything yet: this is the lab as you got it.",
  after: "Later pushes are kept, and shown as not counted.",
  reading: "Reading the head of your branch",
  noHead: "There is no commit in your repository yet, so there is nothing to hand in. Push first.",
  lastKnown:
    "The git provider does not answer at the moment. This is the last push that arrived here, as of",
  headFailed: "The head of your branch could not be read. Nothing was submitted.",
  headMoved:
    "A newer commit is in your repository by now. Nothing was submitted; look at it and submit again.",
  stale: "Your session changed in the meantime. Nothing was submitted; look at it and try again.",
  done: "Submitted",
} as const;

export const handedIn = {
  label: "Handed in",
  soFar: "Would be handed in",
  noneSoFar: "Nothing yet",
  none: "Nothing",
  pushOf: "the push of",
} as const;

export const ended = {
  submittedTitle: "Submitted",
  submittedText:
    "You can still push. Later pushes are kept and shown below, but they do not count.",
  byStaff: "The course staff submitted for you at",
  byStaffReason: (reason: string) => `Their reason: ${reason}`,
  expiredTitle: "Time is up",
  expiredText: "The last push that counts is handed in, although Submit was not pressed.",
  expiredNothing: "No push arrived before the end. Ask the course staff if that is not right.",
  failedTitle: "This session stopped",
  failedUnknown: "Something went wrong while the session was set up. The course staff were told.",
  failedRetry: "Try again, or ask the course staff.",
  failedReplace: "Start a new attempt, or ask the course staff. What you pushed is kept.",
  failedNext: "Ask the course staff what to do next. What you pushed is kept.",
  archivedTitle: "Replaced by a newer attempt",
  archivedText: "This attempt is closed. Its repository and its pushes are kept.",
  toNewer: "Go to the lab",
} as const;

/** Before the end. */
export const endReminder = {
  title: (minutes: number) => `Less than ${minutes} minutes are left`,
  ends: "This session ends at",
  text: "Push what you have: the last push that counts is handed in, whether or not you submit.",
} as const;

/** After a session ended: what the student can do, and what only the course staff can. */
export const whatNext = {
  attemptsLeft: (left: number) =>
    left === 1 ? "One more attempt is left." : `${left} more attempts are left.`,
  askStaffFor: {
    "more-time": "If you need more time, ask the course staff: they can let this session go on.",
    reopening: "If you submitted by mistake, ask the course staff: they can open it again.",
    help: "Ask the course staff what to do next. What you pushed is kept.",
  },
  newAttemptTitle: "Start a new attempt?",
  newAttemptText:
    "You get a new repository made from the lab's template. The old repository, its pushes and its receipts are kept, but the new attempt takes their place, and that cannot be undone.",
  begin: "Start new attempt",
} as const;

export const pushes = {
  title: "Pushes",
  description: "A receipt for each push that arrived, newest first.",
  listLabel: "Pushes, newest first",
  emptyTitle: "No push has arrived yet",
  emptyText: "It shows up here by itself a moment after you push.",
  emptyClosedTitle: "Nothing was pushed",
  emptyClosed: "No push arrived in this session.",
  handedIn: "Handed in",
  forced: "forced",
  copyCommit: "Copy commit",
  notCounted: (why: string) => `It does not count: ${why}`,
  undecided: (why: string) => `Not decided yet: ${why}`,
  at: "at",
  otherRefs: "Pushes to other branches and tags",
  pushedElsewhere: (name: string) => `Your push to ${name} arrived on`,
  onlyCounts: (branch: string) => `Only ${branch} counts.`,
  moreElsewhere: (count: number) =>
    `${count} more ${count === 1 ? "branch or tag was" : "branches or tags were"} pushed to.`,
  tolerance:
    "A push counts by when it was pushed, not by when it arrived; at the end, five seconds are in your favour.",
} as const;

export const facts = {
  title: "This session",
  timeLeft: "Time left",
  noEnd: "No end",
  ends: "Ends",
  ended: "Ended",
  submittedAt: "Submitted",
  started: "Started",
  repository: "Repository",
  version: "Lab version",
} as const;
