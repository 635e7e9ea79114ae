import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export interface EmptyStateProps {
  title: string;
  /** Why it is empty, and what will fill it. */
  description: ReactNode;
  /** One action. */
  action?: ReactNode;
  icon?: ReactNode;
  className?: string;
}

/** Nothing here: why, and the one thing to do about it. */
export function EmptyState({ title, description, action, icon, className }: EmptyStateProps) {
  return (
    <div
      className={classNames(
        "flex flex-1 flex-col items-center justify-center gap-3 px-6 py-12 text-center",
        className,
      )}
    >
      {icon === undefined ? null : (
        <div
          aria-hidden
          className="grid size-10 place-items-center rounded-lg border bg-card text-subtle-foreground [&_svg]:size-5"
        >
          {icon}
        </div>
      )}
      <div className="flex flex-col gap-1">
        <p className="text-body font-semibold">{title}</p>
        <div className="max-w-[46ch] text-body text-balance text-muted-foreground">
          {description}
        </div>
      </div>
      {action}
    </div>
  );
}
