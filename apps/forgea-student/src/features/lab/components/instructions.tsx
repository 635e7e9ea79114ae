import { Markdown } from "@forgea/ui/markdown";
import { Section } from "@forgea/ui/section";
import { lab as words } from "../../../lib/sentences.ts";

/** What the author wrote, sanitised. Rendered by the server only. */
export function Instructions({ source }: { source: string }) {
  return (
    <Section title={words.instructions}>
      {source.trim() === "" ? (
        <p className="text-muted-foreground">{words.noInstructions}</p>
      ) : (
        <Markdown headingLevel={3} source={source} />
      )}
    </Section>
  );
}
