"use client";

import type { ComponentProps, ReactNode } from "react";
import { type ButtonVariants, buttonVariants } from "./button-variants.ts";
import { classNames } from "./class-names.ts";
import { Tooltip } from "./tooltip.tsx";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "children"> {
  /** What it does: its name for screen readers and its hint on hover and focus. */
  label: string;
  icon: ReactNode;
  keys?: readonly string[];
  variant?: ButtonVariants["variant"];
  size?: "medium" | "small";
  side?: "top" | "right" | "bottom" | "left";
  /** False where everybody knows the icon and the hint would cover something: the × of a dialog. */
  hint?: boolean;
}

/** A button that is only an icon; its name is its tooltip. */
export function IconButton({
  label,
  icon,
  keys,
  variant = "ghost",
  size = "small",
  side,
  hint = true,
  className,
  type = "button",
  ...props
}: IconButtonProps) {
  return (
    <Tooltip content={label} enabled={hint} {...(keys ? { keys } : {})} {...(side ? { side } : {})}>
      <button
        {...props}
        aria-label={label}
        className={classNames(
          buttonVariants({ variant, size: size === "small" ? "icon-small" : "icon" }),
          className,
        )}
        type={type}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
