"use client";

import { Check, Copy } from "lucide-react";
import { buttonVariants } from "./button-variants.ts";
import { classNames } from "./class-names.ts";
import { Tooltip } from "./tooltip.tsx";
import { useCopied } from "./use-copied.ts";
import { words } from "./words.ts";

export interface CopyButtonProps {
  value: string;
  /** Names the thing: "Copy commit". */
  label?: string;
  /** Words beside the icon. */
  showLabel?: boolean;
  className?: string;
}

/** Copies `value`, turns into a check and announces "Copied". */
export function CopyButton({
  value,
  label = words.copy,
  showLabel = false,
  className,
}: CopyButtonProps) {
  const { copied, copy } = useCopied();
  const Icon = copied ? Check : Copy;
  const text = copied ? words.copied : label;
  const button = (
    <button
      aria-label={showLabel ? undefined : label}
      className={classNames(
        buttonVariants({ variant: "ghost", size: showLabel ? "small" : "icon-small" }),
        !showLabel && "size-6 rounded-md [&_svg]:size-3.5",
        className,
      )}
      onClick={() => void copy(value)}
      type="button"
    >
      <Icon aria-hidden className={copied ? "text-green-icon" : undefined} />
      {showLabel ? (
        // Both words share one cell, so that the button keeps its width.
        <span className="grid *:col-start-1 *:row-start-1">
          <span className={copied ? "invisible" : undefined}>{label}</span>
          <span className={copied ? undefined : "invisible"}>{words.copied}</span>
        </span>
      ) : null}
    </button>
  );
  return showLabel ? button : <Tooltip content={text}>{button}</Tooltip>;
}
