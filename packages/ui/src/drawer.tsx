"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { overlayLooks } from "./dialog.tsx";
import { focusOnOpen } from "./focus-on-open.ts";
import { IconButton } from "./icon-button.tsx";
import { words } from "./words.ts";

export const Drawer = Primitive.Root;
export const DrawerTrigger = Primitive.Trigger;
export const DrawerClose = Primitive.Close;

export interface DrawerContentProps {
  title: ReactNode;
  description?: ReactNode;
  /** Right of the title: a link to the full page. */
  actions?: ReactNode;
  footer?: ReactNode;
  side?: "right" | "left";
  /** `peek` is 480 px, `narrow` 256 px for navigation. */
  width?: "peek" | "narrow";
  children: ReactNode;
}

/** A panel from the side to look at something without leaving the list: 480 px, or the whole width of a phone. */
export function DrawerContent({
  title,
  description,
  actions,
  footer,
  side = "right",
  width = "peek",
  children,
}: DrawerContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={overlayLooks} />
      <Primitive.Content
        {...(description === undefined ? { "aria-describedby": undefined } : {})}
        onOpenAutoFocus={focusOnOpen}
        className={classNames(
          "fixed inset-y-0 z-50 flex max-w-full flex-col bg-popover shadow-float outline-none",
          width === "peek" ? "w-120" : "w-64",
          side === "right"
            ? "end-0 data-[state=closed]:animate-slide-out-right data-[state=open]:animate-slide-in-right"
            : "start-0 data-[state=closed]:animate-slide-out-left data-[state=open]:animate-slide-in-left",
        )}
      >
        <header className="flex items-start gap-2 border-b py-3 ps-5 pe-3">
          <div className="min-w-0 flex-1 pt-0.5">
            <Primitive.Title className="truncate text-base font-semibold">{title}</Primitive.Title>
            {description === undefined ? null : (
              <Primitive.Description className="text-body text-muted-foreground">
                {description}
              </Primitive.Description>
            )}
          </div>
          {actions}
          <Primitive.Close asChild>
            <IconButton icon={<X aria-hidden />} label={words.close} hint={false} />
          </Primitive.Close>
        </header>
        <div
          className={classNames(
            "flex min-h-0 flex-1 flex-col overflow-y-auto",
            width === "peek" && "gap-5 p-5",
          )}
        >
          {children}
        </div>
        {footer === undefined ? null : (
          <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</footer>
        )}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
