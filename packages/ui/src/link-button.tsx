import type { ReactNode } from "react";
import { type ButtonVariants, buttonVariants } from "./button-variants.ts";
import { classNames } from "./class-names.ts";
import { Link, type LinkProps } from "./link.tsx";

export interface LinkButtonProps extends LinkProps {
  variant?: ButtonVariants["variant"];
  size?: "medium" | "small";
  icon?: ReactNode;
}

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function LinkButton({
  variant = "secondary",
  size = "medium",
  icon,
  className,
  children,
  ...props
}: LinkButtonProps) {
  return (
    <Link {...props} className={classNames(buttonVariants({ variant, size }), className)}>
      {icon}
      {children}
    </Link>
  );
}
