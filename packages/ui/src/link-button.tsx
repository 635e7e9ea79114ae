import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { type ButtonVariants, buttonVariants } from "./button-variants.ts";
import { classNames } from "./class-names.ts";
import { Link, type LinkProps } from "./link.tsx";
import { words } from "./words.ts";

export interface LinkButtonProps extends LinkProps {
  variant?: ButtonVariants["variant"];
  size?: "medium" | "small";
  icon?: ReactNode;
  /** Opens a new tab and says so. */
  external?: boolean;
}

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function LinkButton({
  variant = "secondary",
  size = "medium",
  icon,
  external = false,
  className,
  children,
  ...props
}: LinkButtonProps) {
  return (
    <Link
      {...props}
      {...(external ? { target: "_blank", rel: "noopener noreferrer" } : {})}
      className={classNames(buttonVariants({ variant, size }), className)}
    >
      {icon}
      {children}
      {external ? (
        <>
          <ExternalLink aria-hidden />
          <span className="sr-only">({words.opensInNewTab})</span>
        </>
      ) : null}
    </Link>
  );
}
