import type { StaffLabRow } from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@forgea/ui/table";
import { TextLink } from "@forgea/ui/text-link";
import { sessionCounts, labs as words } from "../../../lib/lab-sentences.ts";

/** The labs as a table; each title leads to its lab. */
export function LabsTable({ labs }: { labs: readonly StaffLabRow[] }) {
  return (
    <Table caption={words.table}>
      <TableHeader>
        <TableRow>
          <TableHead>{words.columns.lab}</TableHead>
          <TableHead>{words.columns.status}</TableHead>
          <TableHead>{words.columns.sessions}</TableHead>
          <TableHead>{words.columns.prepared}</TableHead>
          <TableHead>{words.columns.due}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {labs.map((lab) => (
          <LabRow key={lab.slug} lab={lab} />
        ))}
      </TableBody>
    </Table>
  );
}

function LabRow({ lab }: { lab: StaffLabRow }) {
  const { ready, waiting } = lab.prepared;
  return (
    <TableRow>
      <TableCell>
        <TextLink href={`/labs/${lab.slug}`}>{lab.title}</TextLink>
        <span className="ms-2 font-mono text-xs text-muted-foreground">{lab.slug}</span>
      </TableCell>
      <TableCell>{words.status[lab.status]}</TableCell>
      <TableCell className="tabular-nums">{sessionCounts(lab.sessions)}</TableCell>
      <TableCell className="tabular-nums">
        {ready + waiting === 0 ? words.nonePrepared : words.prepared(ready, waiting)}
      </TableCell>
      <TableCell>{lab.dueAt === null ? words.noneDue : <AbsoluteTime at={lab.dueAt} />}</TableCell>
    </TableRow>
  );
}
