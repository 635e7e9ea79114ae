import { MonoId } from "@forgea/ui/mono-id";
import { overrides as words } from "../../../lib/sentences.ts";

/** The id that finds a refused request in the log. */
export function TraceId({ id }: { id: string }) {
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-small text-subtle-foreground">
      {words.traceId}
      <MonoId copyLabel={words.copyTraceId} value={id} />
    </p>
  );
}
