import type { MonitorRow } from "@forgea/session";
import { monitor, stateLabel, stepLabel } from "../../lib/sentences.ts";

/** What a person should hear about a row that changed; null when nothing of it can be seen. */
export function describeChange(before: MonitorRow, after: MonitorRow): string | null {
  const label = stateLabel(after);
  if (stateLabel(before) !== label) return label;
  if (after.lastPush !== null && after.lastPush.number !== before.lastPush?.number) {
    return monitor.pushAnnounced(after.lastPush.number);
  }
  if (after.step !== null && after.step !== before.step) return stepLabel(after.step);
  return null;
}
