import { CopyButton } from "./copy-button.tsx";
import { words } from "./words.ts";

/** Code as it stands, with a copy button. It scrolls sideways by itself, never the page. */
export function CodeBlock({ code, language }: { code: string; language?: string | undefined }) {
  return (
    <div className="group/code relative my-4 rounded-lg border bg-muted">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- to scroll it by keyboard */}
      <pre
        aria-label={language === undefined ? words.code : `${words.code}, ${language}`}
        className="overflow-x-auto rounded-lg p-3.5 pe-12 font-mono text-small"
        role="region"
        tabIndex={0}
      >
        <code>{code}</code>
      </pre>
      <CopyButton
        className="absolute end-2 top-2 size-8 bg-muted opacity-0 group-hover/code:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100 [&_svg]:size-4"
        value={code}
      />
    </div>
  );
}
