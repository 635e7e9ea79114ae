import { statusLabels, type TimelineEntry } from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { MonoId } from "@forgea/ui/mono-id";
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { plainWords, labSession as words } from "../../../lib/sentences.ts";

/** What belongs to an event, on demand: status before and after, its numbers and ids, its correlation id. */
export function EventEvidence({ entry }: { entry: TimelineEntry }) {
  return (
    <details className="group/evidence text-small">
      <summary className="inline-flex list-none items-center gap-1 rounded-sm text-subtle-foreground hover:text-foreground">
        <ChevronRight
          aria-hidden
          className="size-3 transition-transform group-open/evidence:rotate-90"
        />
        {words.showData}
      </summary>
      <dl className="mt-1.5 grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 border-s ps-3">
        <Fact term={words.eventNumber}>{entry.seq}</Fact>
        <Fact term={words.at}>
          <AbsoluteTime at={entry.at} />
        </Fact>
        {entry.to === null || entry.from === entry.to ? null : (
          <Fact term={words.status}>
            {entry.from === null ? null : `${statusLabels[entry.from]} → `}
            {statusLabels[entry.to]}
          </Fact>
        )}
        {Object.entries(entry.data).map(([key, value]) => (
          <Fact key={key} term={termOf(key)}>
            <Value name={termOf(key)} value={value} />
          </Fact>
        ))}
        <Fact term={words.correlationId}>
          <MonoId copyLabel={words.copyCorrelationId} value={entry.correlationId} />
        </Fact>
      </dl>
    </details>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

/** Ids and shas are long texts without spaces: those can be copied. */
function Value({ name, value }: { name: string; value: unknown }) {
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return value;
  if (typeof value !== "string") return <code className="font-mono">{JSON.stringify(value)}</code>;
  if (value.length < 12 || /\s/.test(value)) return value;
  return <MonoId copyLabel={words.copyValue(name.toLowerCase())} value={value} />;
}

/** "commitSha" → "Commit sha". */
function termOf(key: string): string {
  return plainWords(key.replaceAll(/([a-z])([A-Z])/g, "$1 $2"));
}
