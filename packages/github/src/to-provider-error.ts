import { ProviderError } from "@forgea/session/ports";
import { RequestError } from "octokit";
import { ZodError } from "zod";

/**
 * Turns whatever a call threw into a ProviderError without tokens or addresses: 422 for a taken
 * name is a conflict; 429, 5xx, limits, silence and nonsense are unavailable; a refused token or a
 * missing installation is no access; every other 4xx is refused.
 */
export function toProviderError(what: string, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  if (error instanceof ZodError) {
    return new ProviderError("unavailable", `could not ${what}: that is no answer`, {
      answer: "nonsense",
      cause: error,
    });
  }
  if (!(error instanceof RequestError) || error.response === undefined) {
    return new ProviderError("unavailable", `could not ${what}: no answer`, { cause: error });
  }
  const { status } = error;
  const { headers } = error.response;
  const retryAfter = Number(headers["retry-after"]);
  const limited =
    status === 429 ||
    (status === 403 &&
      (headers["retry-after"] !== undefined || headers["x-ratelimit-remaining"] === "0"));
  const facts = {
    status,
    retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
    cause: error,
  };
  const message = `could not ${what}: the provider answered ${status}`;
  if (limited || status >= 500 || status === 408) {
    return new ProviderError("unavailable", message, facts);
  }
  if (status === 401 || isAboutTheInstallation(error) || isSuspended(error)) {
    return new ProviderError("no-access", message, facts);
  }
  return new ProviderError(isNameTaken(error) ? "conflict" : "refused", message, facts);
}

/** A 404 for the installation or its token says nothing about the repository that was asked for. */
function isAboutTheInstallation(error: RequestError): boolean {
  return /\/(installation|access_tokens)$/.test(new URL(error.request.url).pathname);
}

function isSuspended(error: RequestError): boolean {
  return error.status === 403 && /suspended/i.test(JSON.stringify(error.response?.data ?? ""));
}

function isNameTaken(error: RequestError): boolean {
  return error.status === 422 && /already exists/i.test(JSON.stringify(error.response?.data ?? ""));
}
