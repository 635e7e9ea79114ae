import type { TRPCError } from "@trpc/server";

/**
 * The allow-list of errors that may reach a person: each with its HTTP status, one sentence and,
 * where there is one, the next action. Everything else becomes INTERNAL and a trace id.
 */
export const errorCatalogue = {
  UNAUTHENTICATED: {
    trpc: "UNAUTHORIZED",
    sentence: "You are not signed in.",
    nextAction: "Sign in and try again.",
  },
  NOT_FOUND: {
    trpc: "NOT_FOUND",
    sentence: "There is nothing here, or it is not yours to see.",
    nextAction: "Check the link, or go back to the list.",
  },
  FORBIDDEN: {
    trpc: "FORBIDDEN",
    sentence: "Your role does not allow this.",
    nextAction: "Ask an admin of this course.",
  },
  VALIDATION: {
    trpc: "BAD_REQUEST",
    sentence: "Some of the input is not valid.",
    nextAction: "Correct the marked fields and try again.",
  },
  STALE_VERSION: {
    trpc: "CONFLICT",
    sentence: "Somebody else changed this since you loaded the page. Nothing was changed by you.",
    nextAction: "Look at the current state and decide again.",
  },
  KEY_REUSED: {
    trpc: "CONFLICT",
    sentence: "This request was already used for something else. Nothing was changed.",
    nextAction: "Reload the page and try again.",
  },
  HEAD_MOVED: {
    trpc: "CONFLICT",
    sentence: "A newer commit arrived since you opened this dialog. Nothing was submitted.",
    nextAction: "Look at the commit that is named now and submit again.",
  },
  ILLEGAL_TRANSITION: {
    trpc: "PRECONDITION_FAILED",
    sentence: "This is not possible in the current state. Nothing was changed.",
    nextAction: "Reload the page to see the current state.",
  },
  AMBIGUOUS_STATE: {
    trpc: "PRECONDITION_FAILED",
    sentence: "This lab session is being checked, so it cannot be changed now. Nothing was lost.",
    nextAction: "Wait for the check to end, or ask an admin.",
  },
  LAB_NOT_AVAILABLE: {
    trpc: "PRECONDITION_FAILED",
    sentence: "This lab cannot be started now.",
    nextAction: "Look at the lab's page for its dates, or ask the course staff.",
  },
  ATTEMPTS_USED: {
    trpc: "PRECONDITION_FAILED",
    sentence: "This lab allows no further attempt. Your work is kept as it is.",
    nextAction: "Ask the course staff if you need one.",
  },
  END_NOT_LATER: {
    trpc: "PRECONDITION_FAILED",
    sentence: "The new end must lie ahead, and after the present end. Nothing was changed.",
    nextAction: "Choose a later time and try again.",
  },
  TEMPLATE_NOT_READABLE: {
    trpc: "PRECONDITION_FAILED",
    sentence: "Forgea cannot read the template: there is none, or it is private to others.",
    nextAction: "Check the address, and give the App access to the repository.",
  },
  TEMPLATE_RENAMED: {
    trpc: "PRECONDITION_FAILED",
    sentence: "The template has another name by now. Nothing was published.",
    nextAction: "Put its new address into the lab and publish again.",
  },
  TEMPLATE_EMPTY: {
    trpc: "PRECONDITION_FAILED",
    sentence: "The template has no commit yet. Nothing was published.",
    nextAction: "Push the lab's files to its default branch and publish again.",
  },
  TEMPLATE_NAME_TAKEN: {
    trpc: "PRECONDITION_FAILED",
    sentence:
      "The name of the template's copy belongs to another repository. Nothing was published.",
    nextAction: "Rename or remove that repository at the provider and publish again.",
  },
  ACCOUNT_NOT_LINKED: {
    trpc: "PRECONDITION_FAILED",
    sentence: "Your account is not linked to the git provider.",
    nextAction: "Sign out and sign in again.",
  },
  RATE_LIMITED: {
    trpc: "TOO_MANY_REQUESTS",
    sentence: "That was too often in a short time. Nothing was lost.",
    nextAction: "Wait a moment and try again.",
  },
  PROVIDER_UNAVAILABLE: {
    trpc: "SERVICE_UNAVAILABLE",
    sentence: "The git provider does not answer at the moment. Nothing was lost.",
    nextAction: "Try again in a minute.",
  },
  INTERNAL: {
    trpc: "INTERNAL_SERVER_ERROR",
    sentence: "Something went wrong on our side. Nothing was half done.",
    nextAction: "Try again; if it happens again, give the trace id to the course staff.",
  },
} as const satisfies Record<string, CatalogueEntry>;

interface CatalogueEntry {
  readonly trpc: TRPCError["code"];
  readonly sentence: string;
  readonly nextAction: string;
}

export type ErrorCode = keyof typeof errorCatalogue;

/** Facts that help the person decide and leak nothing: ids, versions, times. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** An expected refusal, thrown by stores and use cases, mapped once at the edge. */
export class CodedError extends Error {
  override readonly name = "CodedError";
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(errorCatalogue[code].sentence, options);
    this.code = code;
    this.details = details;
  }
}
