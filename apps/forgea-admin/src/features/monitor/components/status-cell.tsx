import { type MonitorRow, statusLabels } from "@forgea/session";
import { Glow } from "@forgea/ui/glow";
import { StatusBadge } from "@forgea/ui/status-badge";
import { failureCause, stateLabel, stepWord } from "../../../lib/sentences.ts";

/** The state of a session and, where it helps, what it is doing or why it stopped. */
export function StatusCell({ row }: { row: MonitorRow }) {
  const status = row.heldAt === null ? row.status : "HELD";
  const detail = detailOf(row);
  return (
    <Glow className="max-w-full gap-2" value={`${status} ${detail ?? ""}`}>
      <StatusBadge
        appearance="plain"
        className="font-medium"
        label={stateLabel(row)}
        status={status}
      />
      {detail === null ? null : (
        <span className="min-w-0 truncate text-small text-muted-foreground" title={detail}>
          {detail}
        </span>
      )}
    </Glow>
  );
}

function detailOf(row: MonitorRow): string | null {
  if (row.heldAt !== null) return statusLabels[row.status];
  if (row.status === "PROVISIONING" && row.step !== null) return stepWord(row.step);
  if (row.status === "FAILED" && row.failureCode !== null) return failureCause(row.failureCode);
  return null;
}
