"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { focusOnOpen } from "./focus-on-open.ts";
import { IconButton } from "./icon-button.tsx";
import { useFocusReturn } from "./use-focus-return.ts";
import { words } from "./words.ts";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;

export const overlayLooks =
  "fixed inset-0 z-40 bg-overlay data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in";

export const dialogLooks =
  "fixed inset-x-4 top-[12vh] z-50 mx-auto flex max-h-[76vh] w-auto flex-col overflow-hidden rounded-lg bg-popover shadow-float outline-none data-[state=closed]:animate-rise-out data-[state=open]:animate-rise-in";

export interface DialogContentProps
  extends Omit<ComponentProps<typeof Primitive.Content>, "title"> {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  size?: "small" | "medium" | "large";
}

/** A dialog: traps the focus, closes by Escape, gives the focus back to what opened it. */
export function DialogContent({
  title,
  description,
  footer,
  size = "small",
  className,
  children,
  ...props
}: DialogContentProps) {
  const { rememberOpener, returnFocus } = useFocusReturn();
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayLooks} />
      <Primitive.Content
        // Radix warns when nothing describes the dialog; undefined says that it is meant.
        {...(description === undefined ? { "aria-describedby": undefined } : {})}
        onCloseAutoFocus={returnFocus}
        onOpenAutoFocus={(event) => {
          rememberOpener();
          focusOnOpen(event);
        }}
        {...props}
        className={classNames(
          dialogLooks,
          size === "small" && "max-w-md",
          size === "medium" && "max-w-xl",
          size === "large" && "max-w-3xl",
          className,
        )}
      >
        <header className="flex items-start gap-4 px-5 pt-4 pb-2">
          <div className="min-w-0 flex-1 pt-0.5">
            <Primitive.Title className="text-base font-semibold">{title}</Primitive.Title>
            {description === undefined ? null : (
              <Primitive.Description className="mt-1 text-body text-muted-foreground">
                {description}
              </Primitive.Description>
            )}
          </div>
          <Primitive.Close asChild>
            <IconButton
              className="-me-1.5"
              icon={<X aria-hidden />}
              label={words.close}
              hint={false}
            />
          </Primitive.Close>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div>
        {footer === undefined ? null : (
          <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</footer>
        )}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
