"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

export interface CheckboxProps extends Omit<ComponentProps<typeof Primitive.Root>, "children"> {
  /** Beside the box. Without it give `aria-label`. */
  label?: ReactNode;
  hint?: ReactNode;
}

/** Yes or no; `checked="indeterminate"` for a selection of some. */
export function Checkbox({ label, hint, className, id, ...props }: CheckboxProps) {
  const generated = useId();
  const boxId = id ?? generated;
  const box = (
    <Primitive.Root
      {...props}
      {...(hint === undefined ? {} : { "aria-describedby": `${boxId}-hint` })}
      className={classNames(
        "peer grid size-4 shrink-0 place-items-center rounded-sm border border-border-strong bg-card text-background transition-colors hover:border-muted-foreground disabled:opacity-50",
        "data-[state=checked]:border-foreground data-[state=checked]:bg-foreground data-[state=indeterminate]:border-foreground data-[state=indeterminate]:bg-foreground",
        className,
      )}
      id={boxId}
    >
      <Primitive.Indicator className="group/mark grid place-items-center">
        <Check
          aria-hidden
          className="size-3 group-data-[state=indeterminate]/mark:hidden"
          strokeWidth={3}
        />
        <Minus
          aria-hidden
          className="hidden size-3 group-data-[state=indeterminate]/mark:block"
          strokeWidth={3}
        />
      </Primitive.Indicator>
    </Primitive.Root>
  );
  if (label === undefined) return box;
  return (
    <div className="flex items-start gap-2.5">
      <span className="grid h-(--body-leading) place-items-center">{box}</span>
      <span className="min-w-0">
        <label className="text-body" htmlFor={boxId}>
          {label}
        </label>
        {hint === undefined ? null : (
          <span className="block text-small text-muted-foreground" id={`${boxId}-hint`}>
            {hint}
          </span>
        )}
      </span>
    </div>
  );
}
