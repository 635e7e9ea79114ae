/** What a failed call looked like. */
interface FailedCall {
  readonly kind: "refused" | "unavailable" | "conflict" | "no-access";
  readonly answer: "status" | "nonsense" | "nothing";
}

/** The code of a stopped session for each way in which a provider can fail. Pure. */
export function failureCodeOf({ kind, answer }: FailedCall): string {
  if (kind === "conflict") return "NAME_TAKEN";
  if (kind === "refused") return "PROVIDER_REFUSED";
  if (kind === "no-access") return "ACCESS_LOST";
  if (answer === "nonsense") return "PROVIDER_NONSENSE";
  return answer === "nothing" ? "PROVIDER_SILENT" : "PROVIDER_UNAVAILABLE";
}
