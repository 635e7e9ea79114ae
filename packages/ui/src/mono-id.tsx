import { classNames } from "./class-names.ts";
import { CopyButton } from "./copy-button.tsx";
import { Link } from "./link.tsx";

export interface MonoIdProps {
  /** The whole id: this is what is copied and what the title shows. */
  value: string;
  /** Characters shown; 7 for a commit. Without it the text is cut only where the room ends. */
  short?: number;
  /** What is copied, for the button's name: "Copy commit". */
  copyLabel?: string;
  href?: string;
  className?: string;
}

/** A sha, branch or id in mono. The copy button shows on hover and focus; its room is always there. */
export function MonoId({ value, short, copyLabel, href, className }: MonoIdProps) {
  const shown = short === undefined ? value : value.slice(0, short);
  const text = <code className="truncate font-mono text-[0.925em]">{shown}</code>;
  return (
    <span
      className={classNames(
        "group/id inline-flex max-w-full min-w-0 items-center gap-0.5 align-middle",
        className,
      )}
      title={value}
    >
      {href === undefined ? (
        text
      ) : (
        <Link
          className="inline-flex min-w-0 rounded-sm underline decoration-transparent underline-offset-[3px] hover:decoration-border-strong"
          href={href}
        >
          {text}
        </Link>
      )}
      <CopyButton
        className="-my-1 opacity-0 group-hover/id:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
        label={copyLabel}
        value={value}
      />
    </span>
  );
}
