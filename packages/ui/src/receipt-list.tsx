import { CircleCheck, CircleDashed, CircleSlash } from "lucide-react";
import type { ReactNode } from "react";
import { AbsoluteTime } from "./absolute-time.tsx";
import { classNames } from "./class-names.ts";
import { Link } from "./link.tsx";
import { MonoId } from "./mono-id.tsx";
import { RelativeTime } from "./relative-time.tsx";
import { type Tone, toneIcon, toneText } from "./tone.ts";
import { words } from "./words.ts";

export type ReceiptVerdict = "counted" | "not-counted" | "undecided";

export interface Receipt {
  id: string;
  /** The snapshot's number within its session. */
  number: number;
  commit: string;
  /** To the commit at the provider. */
  commitHref?: string | undefined;
  /** The commit's first line, shown as text. */
  message?: string | undefined;
  receivedAt: Date | string;
  verdict: ReceiptVerdict;
  /** Why it did not count, a sentence. */
  reason?: ReactNode;
  /** To the snapshot. */
  href?: string | undefined;
  /** Beside the verdict: "Handed in", checks. */
  badge?: ReactNode;
}

const verdictLooks = {
  counted: { tone: "green", icon: CircleCheck, label: words.counted },
  "not-counted": { tone: "amber", icon: CircleSlash, label: words.notCounted },
  undecided: { tone: "grey", icon: CircleDashed, label: words.notCountedYet },
} as const satisfies Record<ReceiptVerdict, { tone: Tone; icon: unknown; label: string }>;

/** The pushes of a session, newest first as given: for each when it came, its commit, and whether it counted. */
export function ReceiptList({ label, receipts }: { label: string; receipts: readonly Receipt[] }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {receipts.map((receipt) => (
        <ReceiptItem key={receipt.id} receipt={receipt} />
      ))}
    </ol>
  );
}

function ReceiptItem({ receipt }: { receipt: Receipt }) {
  const { tone, icon: Icon, label } = verdictLooks[receipt.verdict];
  return (
    <li className="group/receipt relative flex gap-3 pb-6 last:pb-0">
      <span
        aria-hidden
        className="absolute start-[9.5px] top-7 bottom-1 w-px bg-border group-last/receipt:hidden"
      />
      <Icon aria-hidden className={classNames("mt-0.5 size-5 shrink-0", toneIcon[tone])} />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
          {receipt.href === undefined ? (
            <span className="font-medium">{words.push(receipt.number)}</span>
          ) : (
            <Link
              className="rounded-sm font-medium underline decoration-border-strong/70 underline-offset-[3px] hover:decoration-foreground"
              href={receipt.href}
            >
              {words.push(receipt.number)}
            </Link>
          )}
          <span className={classNames("text-small font-medium", toneText[tone])}>{label}</span>
          {receipt.badge}
          <RelativeTime
            at={receipt.receivedAt}
            className="ms-auto text-small text-subtle-foreground"
          />
        </div>
        {receipt.reason === undefined ? null : <p className="text-foreground">{receipt.reason}</p>}
        {receipt.message === undefined ? null : (
          <p className="truncate text-muted-foreground" title={receipt.message}>
            {receipt.message}
          </p>
        )}
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 text-small text-muted-foreground">
          <span>
            {words.received} <AbsoluteTime at={receipt.receivedAt} format="day-clock" />
          </span>
          <span aria-hidden>·</span>
          <MonoId
            copyLabel="Copy commit"
            short={7}
            value={receipt.commit}
            {...(receipt.commitHref === undefined ? {} : { href: receipt.commitHref })}
          />
        </div>
      </div>
    </li>
  );
}
