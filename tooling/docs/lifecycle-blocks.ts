import {
  type LabSessionStatus,
  labSessionStatuses,
  statusLabels,
  transitions,
} from "@forgea/session";

/** One row of the transition table, as the pages show it. */
interface Row {
  readonly from: LabSessionStatus;
  readonly event: string;
  readonly to: LabSessionStatus;
  readonly by: readonly string[];
  readonly bound: boolean | undefined;
}

const rows: readonly Row[] = labSessionStatuses.flatMap((from) =>
  Object.entries(transitions[from]).map(([event, move]) => ({
    from,
    event,
    to: move.to,
    by: move.by,
    bound: "bound" in move ? move.bound : undefined,
  })),
);

const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

const when = (bound: boolean | undefined) =>
  bound === undefined ? "" : bound ? "once bound" : "never bound";

/** The lifecycle as a mermaid state diagram. Events with the same ends share one arrow. */
export function lifecycleDiagram(): string {
  const arrows = new Map<string, string[]>();
  for (const { from, event, to, bound } of rows) {
    if (event === "archive") continue;
    const ends = `${from} --> ${to}`;
    const label = bound === undefined ? event : `${event} (${when(bound)})`;
    arrows.set(ends, [...(arrows.get(ends) ?? []), label]);
  }
  return [
    "```mermaid",
    "stateDiagram-v2",
    // Every other status may be archived: one arrow from a box around them instead of five.
    `  state "${archivable()}" as open {`,
    "    [*] --> PROVISIONING: start",
    ...[...arrows].map(([ends, labels]) => `    ${ends}: ${labels.join(", ")}`),
    "  }",
    "  open --> ARCHIVED: archive",
    "```",
  ].join("\n");
}

/** The lifecycle as a table: what leads where, and who may. */
export function lifecycleTable(): string {
  return [
    line(["from", "event", "to", "who", "only"]),
    line(Array.from({ length: 5 }, () => "---")),
    line(["–", "`start`", "PROVISIONING", "student", ""]),
    ...rows.map(({ from, event, to, by, bound }) =>
      line([from, `\`${event}\``, to, by.join(", ").toLowerCase(), when(bound)]),
    ),
  ].join("\n");
}

/** What people read for each status. */
export function statusTable(): string {
  return [
    "| status | people read |",
    "| --- | --- |",
    ...labSessionStatuses.map((status) => `| ${status} | ${statusLabels[status]} |`),
  ].join("\n");
}

function archivable(): string {
  const open = rows.filter(({ event }) => event === "archive").map(({ from }) => from);
  const everyOther = open.length === labSessionStatuses.length - 1;
  return everyOther ? "any status but ARCHIVED" : open.join(", ");
}
