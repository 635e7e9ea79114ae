import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

export interface CardProps extends Omit<ComponentProps<"section">, "title"> {
  title?: ReactNode;
  description?: ReactNode;
  /** Right of the title. */
  actions?: ReactNode;
  /** Below the content, behind a hairline. */
  footer?: ReactNode;
  /** Content to the edges: for tables and lists that bring their own space. */
  flush?: boolean;
  heading?: "h2" | "h3";
}

/** A box with a hairline around one subject. Boxes never stand inside boxes. */
export function Card({
  title,
  description,
  actions,
  footer,
  flush = false,
  heading: Heading = "h2",
  className,
  children,
  ...props
}: CardProps) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={title === undefined ? undefined : titleId}
      {...props}
      className={classNames(
        "flex min-w-0 flex-col overflow-clip rounded-lg border bg-card",
        className,
      )}
    >
      {title === undefined ? null : (
        <header
          className={classNames(
            "flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4",
            flush && "border-b py-3",
          )}
        >
          <div className="min-w-0">
            <Heading className="text-body font-semibold" id={titleId}>
              {title}
            </Heading>
            {description === undefined ? null : (
              <p className="text-small text-muted-foreground">{description}</p>
            )}
          </div>
          {actions === undefined ? null : <div className="flex items-center gap-2">{actions}</div>}
        </header>
      )}
      <div
        className={classNames("min-w-0", !flush && "p-4", !flush && title !== undefined && "pt-3")}
      >
        {children}
      </div>
      {footer === undefined ? null : (
        <footer className="border-t bg-muted px-4 py-3 text-small text-muted-foreground">
          {footer}
        </footer>
      )}
    </section>
  );
}
