"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

/** Pass `modal={false}`: a menu need not lock the page, and a locked page loses its scrollbar and jumps. */
export const DropdownMenu = Primitive.Root;
export const DropdownMenuTrigger = Primitive.Trigger;
export const DropdownMenuRadioGroup = Primitive.RadioGroup;

const itemLooks =
  "relative flex h-8 cursor-default items-center gap-2.5 rounded-md px-2 text-sm outline-none select-none data-[highlighted]:bg-hover data-[disabled]:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground";

/** The floating list of a menu. */
export function DropdownMenuContent({
  className,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        align="end"
        collisionPadding={8}
        sideOffset={6}
        {...props}
        className={classNames(
          "z-50 min-w-52 rounded-lg bg-popover p-1 text-foreground shadow-float data-[state=closed]:animate-fade-out data-[state=open]:animate-rise-in",
          className,
        )}
      />
    </Primitive.Portal>
  );
}

/** One action. `danger` colours what cannot be taken back easily. */
export function DropdownMenuItem({
  className,
  danger = false,
  ...props
}: ComponentProps<typeof Primitive.Item> & { danger?: boolean }) {
  return (
    <Primitive.Item
      {...props}
      className={classNames(itemLooks, danger && "text-red [&_svg]:text-red-icon", className)}
    />
  );
}

/** One choice of several; the check marks the one in force. */
export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem {...props} className={classNames(itemLooks, "pe-8", className)}>
      {children}
      <Primitive.ItemIndicator className="absolute end-2">
        <Check aria-hidden />
      </Primitive.ItemIndicator>
    </Primitive.RadioItem>
  );
}

/** A quiet heading inside a menu. */
export function DropdownMenuLabel({ className, ...props }: ComponentProps<typeof Primitive.Label>) {
  return (
    <Primitive.Label
      {...props}
      className={classNames("px-2 pt-1.5 pb-1 text-xs text-subtle-foreground", className)}
    />
  );
}

/** A hairline between groups of a menu. */
export function DropdownMenuSeparator({
  className,
  ...props
}: ComponentProps<typeof Primitive.Separator>) {
  return (
    <Primitive.Separator
      {...props}
      className={classNames("-mx-1 my-1 h-px bg-border", className)}
    />
  );
}
