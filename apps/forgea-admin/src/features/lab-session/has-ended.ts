import type { LabSessionStatus } from "@forgea/session";

/** Whether nothing more is to come of a session by itself, so that no "yet" belongs on the page. Pure. */
export function hasEnded(status: LabSessionStatus): boolean {
  return status !== "PROVISIONING" && status !== "IN_PROGRESS";
}
