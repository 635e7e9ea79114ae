import { ProviderError } from "@forgea/session/ports";
import { RequestError } from "octokit";

/**
 * Turns whatever a call threw into a ProviderError without tokens or addresses: 422 for a taken
 * name is a conflict; 429, 5xx, limits and silence are unavailable; every other 4xx is refused.
 */
export function toProviderError(what: string, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  if (!(error instanceof RequestError)) {
    return new ProviderError("unavailable", `could not ${what}: no answer`, { cause: error });
  }
  const { status } = error;
  const headers = error.response?.headers ?? {};
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
  if (limited || status >= 500 || status === 401 || status === 408) {
    return new ProviderError("unavailable", message, facts);
  }
  return new ProviderError(isNameTaken(error) ? "conflict" : "refused", message, facts);
}

function isNameTaken(error: RequestError): boolean {
  return error.status === 422 && /already exists/i.test(JSON.stringify(error.response?.data ?? ""));
}
