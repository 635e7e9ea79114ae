import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { MonoId } from "./mono-id.tsx";
import { words } from "./words.ts";

export interface ErrorStateProps {
  /** What happened, in one sentence: "The sessions could not be loaded". */
  title: string;
  /** Whether anything was lost: "Nothing was lost." */
  lost: ReactNode;
  /** What to do next. */
  next: ReactNode;
  traceId?: string | undefined;
  onRetry?: () => void;
  retrying?: boolean;
  action?: ReactNode;
  className?: string;
}

/** Something went wrong: what happened, whether anything was lost, what to do next, and the id to quote. */
export function ErrorState({
  title,
  lost,
  next,
  traceId,
  onRetry,
  retrying = false,
  action,
  className,
}: ErrorStateProps) {
  return (
    <div
      className={classNames(
        "flex flex-1 flex-col items-center justify-center gap-4 px-6 py-12 text-center",
        className,
      )}
      role="alert"
    >
      <CircleAlert aria-hidden className="size-6 text-red-icon" />
      <div className="flex flex-col gap-1">
        <p className="text-body font-semibold">{title}</p>
        <p className="max-w-[52ch] text-body text-balance text-muted-foreground">
          {lost} {next}
        </p>
      </div>
      {onRetry === undefined && action === undefined ? null : (
        <div className="flex flex-wrap items-center justify-center gap-2">
          {onRetry === undefined ? null : (
            <Button loading={retrying} onClick={onRetry}>
              {words.retry}
            </Button>
          )}
          {action}
        </div>
      )}
      {traceId === undefined ? null : (
        <p className="inline-flex max-w-full items-center gap-1.5 text-small text-subtle-foreground">
          {words.traceId}
          <MonoId copyLabel={`${words.copy} ${words.traceId.toLowerCase()}`} value={traceId} />
        </p>
      )}
    </div>
  );
}
