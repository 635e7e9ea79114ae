import type { ReactNode } from "react";

export interface PageHeaderProps {
  title: ReactNode;
  /** Beside the title: a status, a version. */
  badge?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** `display` (28 px) for a student's page, `title` (20 px) for the admin's. */
  size?: "title" | "display";
}

/** The page's one heading, with what can be done on it. */
export function PageHeader({
  title,
  badge,
  description,
  actions,
  size = "title",
}: PageHeaderProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1
            className={
              size === "display"
                ? "text-display font-semibold text-balance"
                : "text-title font-semibold text-balance"
            }
          >
            {title}
          </h1>
          {badge}
        </div>
        {description === undefined ? null : (
          <div className="max-w-[65ch] text-body text-muted-foreground">{description}</div>
        )}
      </div>
      {actions === undefined ? null : (
        <div className="flex flex-wrap items-center gap-2">{actions}</div>
      )}
    </div>
  );
}
