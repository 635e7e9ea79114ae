import { CopyButton } from "./copy-button.tsx";

export interface CommandLineProps {
  /** One command, or several lines; copied as it stands, without the prompt. */
  command: string;
  /** Names the box: "Clone command". */
  label: string;
}

/** A shell command in a box, with a copy button. Long commands wrap; nothing scrolls sideways. */
export function CommandLine({ command, label }: CommandLineProps) {
  return (
    <div
      aria-label={label}
      className="flex items-start gap-2 rounded-lg border bg-muted py-2 ps-3.5 pe-2"
      role="group"
    >
      <pre className="min-w-0 flex-1 py-1.5 font-mono text-small whitespace-pre-wrap [overflow-wrap:anywhere]">
        {command.split("\n").map((line) => (
          <span
            className="block ps-[2ch] -indent-[2ch] before:text-subtle-foreground before:content-['$_'] before:select-none"
            key={line}
          >
            {line}
          </span>
        ))}
      </pre>
      <CopyButton className="size-8 [&_svg]:size-4" label={`Copy: ${label}`} value={command} />
    </div>
  );
}
