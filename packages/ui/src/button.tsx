import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonVariants, buttonVariants } from "./button-variants.ts";
import { classNames } from "./class-names.ts";
import { Spinner } from "./spinner.tsx";

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariants["variant"];
  size?: "medium" | "small";
  /** While true the button keeps its width, its name and its focus, and does nothing. */
  loading?: boolean;
  icon?: ReactNode;
}

/**
 * A button that says what it does ("Stop session"). At most one `primary` a page. `danger-quiet` opens
 * a dialog about something that cannot be taken back easily; `danger` stands in that dialog only.
 */
export function Button({
  variant = "secondary",
  size = "medium",
  loading = false,
  icon,
  className,
  children,
  onClick,
  type = "button",
  ...props
}: ButtonProps) {
  return (
    <button
      {...props}
      // Not `disabled` while loading: that would throw the focus away.
      aria-busy={loading || undefined}
      aria-disabled={loading || props["aria-disabled"]}
      className={classNames(buttonVariants({ variant, size }), className)}
      onClick={loading ? refuse : onClick}
      type={type}
    >
      <span
        className={classNames(
          "inline-flex min-w-0 items-center justify-center gap-2",
          loading && "opacity-0",
        )}
      >
        {icon}
        {children}
      </span>
      {loading ? (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      ) : null}
    </button>
  );
}

function refuse(event: MouseEvent) {
  event.preventDefault();
}
