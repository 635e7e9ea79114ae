import { type LabSessionStatus, labSessionStatuses, type TimelineEntry } from "@forgea/session";

/** The decisions that came after an event: what made the version that a person saw an old one. */
export function changesSince(seenSeq: number, timeline: readonly TimelineEntry[]): TimelineEntry[] {
  return timeline.filter((entry) => entry.seq > seenSeq && isDecision(entry));
}

/** Pushes, access and verification do not raise the version, so nobody lost a race against them. */
function isDecision(entry: TimelineEntry): boolean {
  return entry.from !== entry.to || !/^(push|access|repository)-/.test(entry.kind);
}

/** What a refusal for an old version says about the current one; null when it says something else. */
export function readStaleDetails(
  details: Readonly<Record<string, unknown>>,
): { version: number; status: LabSessionStatus; changedAt: Date } | null {
  const { currentVersion, currentStatus, changedAt } = details;
  const status = labSessionStatuses.find((known) => known === currentStatus);
  if (status === undefined || typeof currentVersion !== "number" || typeof changedAt !== "string") {
    return null;
  }
  return { version: currentVersion, status, changedAt: new Date(changedAt) };
}
