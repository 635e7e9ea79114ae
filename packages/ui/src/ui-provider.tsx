"use client";

import type { ComponentType, ReactNode } from "react";
import { Announcer } from "./announcer.tsx";
import { type LinkProps, LinkProvider } from "./link.tsx";
import { ThemeProvider } from "./theme-provider.tsx";
import { Toaster } from "./toaster.tsx";
import { TooltipLayer } from "./tooltip-layer.tsx";

/** What every page needs once: theme, links, hints, toasts, the live region. `nonce` is the request's CSP nonce. */
export function UiProvider({
  nonce,
  link,
  children,
}: {
  nonce?: string | undefined;
  link: ComponentType<LinkProps>;
  children: ReactNode;
}) {
  return (
    <ThemeProvider nonce={nonce}>
      <LinkProvider component={link}>
        {children}
        <TooltipLayer />
        <Toaster />
        <Announcer />
      </LinkProvider>
    </ThemeProvider>
  );
}
