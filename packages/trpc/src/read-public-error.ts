import type { ErrorCode, ErrorDetails } from "./coded-error.ts";
import type { PublicError } from "./describe-error.ts";

/** An error as a page shows it. NO_ANSWER: the request did not reach the server, or no answer came. */
export interface ShownError {
  readonly code: ErrorCode | "NO_ANSWER";
  readonly sentence: string;
  readonly nextAction: string;
  readonly traceId: string | null;
  readonly details: ErrorDetails;
  readonly paths: readonly string[];
}

const noAnswer: ShownError = {
  code: "NO_ANSWER",
  sentence: "The server did not answer. Nothing was lost.",
  nextAction: "Check your connection and try again.",
  traceId: null,
  details: {},
  paths: [],
};

/** What the server said about an error of a tRPC call, read in the browser. Browser-safe. */
export function readPublicError(error: unknown): ShownError {
  if (typeof error !== "object" || error === null) return noAnswer;
  const data: unknown = Reflect.get(error, "data");
  if (typeof data !== "object" || data === null) return noAnswer;
  const forgea: unknown = Reflect.get(data, "forgea");
  return isPublicError(forgea) ? forgea : noAnswer;
}

function isPublicError(value: unknown): value is PublicError {
  return typeof value === "object" && value !== null && "code" in value && "sentence" in value;
}
