import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { CodedError, type ErrorCode, type ErrorDetails, errorCatalogue } from "./coded-error.ts";

/** What a person may know about an error. */
export interface PublicError {
  readonly code: ErrorCode;
  readonly trpc: TRPCError["code"];
  readonly sentence: string;
  readonly nextAction: string;
  readonly traceId: string;
  readonly details: ErrorDetails;
  /** Paths of invalid input, never its values. */
  readonly paths: readonly string[];
}

const codeOfTrpc: Partial<Record<TRPCError["code"], ErrorCode>> = {
  NOT_FOUND: "NOT_FOUND",
  UNAUTHORIZED: "UNAUTHENTICATED",
  FORBIDDEN: "FORBIDDEN",
  BAD_REQUEST: "VALIDATION",
  PARSE_ERROR: "VALIDATION",
  METHOD_NOT_SUPPORTED: "VALIDATION",
  UNSUPPORTED_MEDIA_TYPE: "VALIDATION",
  PAYLOAD_TOO_LARGE: "VALIDATION",
  TOO_MANY_REQUESTS: "RATE_LIMITED",
};

/** Describes any error by the catalogue: what is not on the list is INTERNAL and says nothing more. */
export function describeError(error: unknown, traceId: string): PublicError {
  const cause = error instanceof TRPCError ? error.cause : error;
  if (cause instanceof CodedError) return publicError(cause.code, traceId, cause.details);
  if (cause instanceof z.ZodError) {
    const paths = [...new Set(cause.issues.map((issue) => issue.path.join(".")))];
    return publicError("VALIDATION", traceId, {}, paths);
  }
  const code = error instanceof TRPCError ? codeOfTrpc[error.code] : undefined;
  return publicError(code ?? "INTERNAL", traceId);
}

function publicError(
  code: ErrorCode,
  traceId: string,
  details: ErrorDetails = {},
  paths: readonly string[] = [],
): PublicError {
  const { trpc, sentence, nextAction } = errorCatalogue[code];
  return { code, trpc, sentence, nextAction, traceId, details, paths };
}
