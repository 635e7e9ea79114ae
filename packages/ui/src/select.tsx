"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { inputLooks } from "./input-looks.ts";

export interface SelectOption {
  value: string;
  label: string;
  icon?: ReactNode;
}

export interface SelectProps {
  options: readonly SelectOption[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  placeholder?: string;
  disabled?: boolean;
  name?: string;
  id?: string;
  /** Needed outside of a <Field>. */
  "aria-label"?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
  className?: string;
}

/** One of several. Typing jumps to an option, as everywhere. */
export function Select({
  options,
  placeholder,
  className,
  id,
  value,
  defaultValue,
  onValueChange,
  disabled,
  name,
  ...aria
}: SelectProps) {
  const root = { value, defaultValue, onValueChange, disabled, name };
  return (
    <Primitive.Root {...withoutUndefined(root)}>
      <Primitive.Trigger
        {...aria}
        className={classNames(
          inputLooks,
          "flex h-control items-center justify-between gap-2 ps-3 pe-2.5 text-start data-[placeholder]:text-subtle-foreground",
          className,
        )}
        id={id}
      >
        <span className="truncate">
          <Primitive.Value placeholder={placeholder} />
        </span>
        <Primitive.Icon asChild>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-subtle-foreground" />
        </Primitive.Icon>
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded-lg bg-popover shadow-float data-[state=open]:animate-rise-in"
          collisionPadding={8}
          position="popper"
          sideOffset={4}
        >
          <Primitive.Viewport className="p-1">
            {options.map((option) => (
              <Primitive.Item
                className="relative flex h-8 cursor-default items-center gap-2 rounded-md ps-2 pe-8 text-sm outline-none select-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover [&_svg]:size-4"
                key={option.value}
                value={option.value}
              >
                {option.icon}
                <Primitive.ItemText>{option.label}</Primitive.ItemText>
                <Primitive.ItemIndicator className="absolute end-2">
                  <Check aria-hidden />
                </Primitive.ItemIndicator>
              </Primitive.Item>
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** Radix tells a controlled select by the presence of `value`, even when it is undefined. */
function withoutUndefined<T extends object>(props: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: NonNullable<T[K]>;
  };
}
