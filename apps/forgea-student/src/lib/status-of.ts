import { heldLabel, type LabSessionStatus, statusLabels } from "@forgea/session";
import type { StatusVariant } from "@forgea/ui/status-badge";

/** How a lab session's state looks and reads: a hold covers the status below it. */
export function statusOf(session: {
  readonly status: LabSessionStatus;
  readonly heldAt: Date | null;
}): {
  status: StatusVariant;
  label: string;
} {
  if (session.heldAt !== null) return { status: "HELD", label: heldLabel };
  return { status: session.status, label: statusLabels[session.status] };
}
