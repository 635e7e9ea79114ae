"use client";

import { ThemeProvider as NextThemesProvider } from "next-themes";
import type { ReactNode } from "react";

/**
 * Light, dark or as the system says, by class on <html> (which needs suppressHydrationWarning).
 * `nonce` is the request's CSP nonce: the small script that sets the class before the first paint needs it.
 */
export function ThemeProvider({
  nonce,
  storageKey = "forgea.theme",
  children,
}: {
  nonce?: string | undefined;
  storageKey?: string;
  children: ReactNode;
}) {
  return (
    <NextThemesProvider
      attribute="class"
      defaultTheme="system"
      disableTransitionOnChange
      enableSystem
      storageKey={storageKey}
      {...(nonce === undefined ? {} : { nonce })}
    >
      {children}
    </NextThemesProvider>
  );
}
