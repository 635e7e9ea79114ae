import { asObject, readEventRoot, type UnreadableReason } from "./event-body.ts";

/** Whose installation an `installation` or `installation_repositories` event is about. */
export type InstallationFactsResult =
  | { readonly ok: true; readonly owner: string }
  | { readonly ok: false; readonly reason: UnreadableReason };

/** Reads the account of the event's installation. What it says happened is asked of the provider instead. */
export function readInstallationFacts(body: Uint8Array): InstallationFactsResult {
  const read = readEventRoot(body);
  if (!read.ok) return read;
  const account = asObject(asObject(read.root["installation"])?.["account"]);
  const owner = account?.["login"];
  return typeof owner === "string" ? { ok: true, owner } : { ok: false, reason: "SCHEMA_INVALID" };
}
