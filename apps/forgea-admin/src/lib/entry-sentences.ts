/** What the admin app says before anybody is inside, and when a page cannot be shown. */

export const signIn = {
  title: "Sign in to the staff app",
  description: "Here the course staff watch lab sessions and help when something goes wrong.",
  button: "Sign in with GitHub",
  demoHint:
    "This is a demo. On the next page you choose one of its made-up people; ada-admin and sam-assistant are staff.",
  failed: "The sign-in page did not open. Nothing was lost; try again in a moment.",
  errors: {
    Banned: "This account may not sign in here. Ask an admin of this course.",
    AccessDenied: "The sign-in was refused. Try again, and allow the access that is asked for.",
    Unavailable: "Signing in did not work on our side. Nothing was lost; try again in a moment.",
    Other: "Signing in was not completed. Try again.",
  },
} as const;

export const broken = {
  title: "This page could not be shown",
  lost: "Nothing was lost.",
  next: "Try again; if it happens again, look for the trace id in the log.",
  retry: "Try again",
  traceId: "Trace id",
} as const;
