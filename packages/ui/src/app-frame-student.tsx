"use client";

import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { classNames } from "./class-names.ts";
import { DemoBadge } from "./demo-badge.tsx";
import { Link } from "./link.tsx";
import { isCurrentItem, type NavigationItem } from "./navigation.ts";
import { mainContentId, SkipLink } from "./skip-link.tsx";
import { ThemeToggle } from "./theme-toggle.tsx";
import { UserMenu, type UserMenuProps } from "./user-menu.tsx";
import { words } from "./words.ts";

export interface AppFrameStudentProps {
  navigation?: readonly Omit<NavigationItem, "icon" | "count">[];
  currentPath: string;
  /** Left out for a signed-out visitor. */
  user?: Omit<UserMenuProps, "appearance">;
  /** For a signed-out visitor: the sign-in link. */
  signIn?: ReactNode;
  liveBadge?: ReactNode;
  banner?: ReactNode;
  demo?: boolean;
  children: ReactNode;
}

/** The student app around its pages: a header, then a column that is comfortable to read. Works at 390 px. */
export function AppFrameStudent({
  navigation = [],
  currentPath,
  user,
  signIn,
  liveBadge,
  banner,
  demo = false,
  children,
}: AppFrameStudentProps) {
  return (
    <div className="flex min-h-dvh flex-col bg-background">
      <SkipLink />
      <header className="sticky top-0 z-20 border-b bg-background">
        {banner}
        <div className="mx-auto flex h-frame-header w-full max-w-[68rem] items-center gap-2 px-4 sm:gap-6 sm:px-6">
          <Link aria-label="Forgea" className="flex rounded-md" href="/">
            <Brand compact />
          </Link>
          {navigation.length === 0 ? null : (
            <nav aria-label={words.mainNavigation} className="flex items-center gap-1">
              {navigation.map((item) => {
                const current = isCurrentItem(item, currentPath);
                return (
                  <Link
                    aria-current={current ? "page" : undefined}
                    className={classNames(
                      "rounded-lg px-2.5 py-1.5 text-sm font-medium transition-colors hover:bg-hover hover:text-foreground",
                      current ? "text-foreground" : "text-muted-foreground",
                    )}
                    href={item.href}
                    key={item.href}
                  >
                    {item.label}
                  </Link>
                );
              })}
            </nav>
          )}
          <div className="ms-auto flex items-center gap-2 sm:gap-3">
            {demo ? <DemoBadge /> : null}
            {liveBadge}
            {user === undefined ? (
              <>
                <ThemeToggle className="max-sm:hidden" />
                {signIn}
              </>
            ) : (
              <UserMenu {...user} appearance="avatar" />
            )}
          </div>
        </div>
      </header>
      <main
        className="mx-auto flex w-full max-w-[68rem] flex-1 flex-col px-4 py-6 sm:px-6 sm:py-10"
        id={mainContentId}
        tabIndex={-1}
      >
        {children}
      </main>
    </div>
  );
}
