"use client";

import { Menu, PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { type ReactNode, useState } from "react";
import { AppRail } from "./app-rail.tsx";
import { Brand, BrandMark } from "./brand.tsx";
import { classNames } from "./class-names.ts";
import { DemoBadge } from "./demo-badge.tsx";
import { Drawer, DrawerContent } from "./drawer.tsx";
import { IconButton } from "./icon-button.tsx";
import { Link } from "./link.tsx";
import type { NavigationItem } from "./navigation.ts";
import { mainContentId, SkipLink } from "./skip-link.tsx";
import { useMediaQuery } from "./use-media-query.ts";
import { useShortcut } from "./use-shortcut.ts";
import { UserMenu, type UserMenuProps } from "./user-menu.tsx";
import { words } from "./words.ts";

export interface AppFrameAdminProps {
  navigation: readonly NavigationItem[];
  /** From usePathname(). */
  currentPath: string;
  user: Omit<UserMenuProps, "appearance">;
  breadcrumbs?: ReactNode;
  liveBadge?: ReactNode;
  /** Right of the breadcrumbs: search, ⌘K. */
  tools?: ReactNode;
  /** Above the header and always in sight: a lost connection to the provider, acting as somebody. */
  banner?: ReactNode;
  demo?: boolean;
  /** Whether the rail starts collapsed: read from the cookie, so that the first paint is right. */
  railCollapsed?: boolean;
  /** Name of the cookie that remembers the rail. */
  railCookie?: string;
  children: ReactNode;
}

/** The admin app around its pages: rail (220 or 56 px, `[` switches), header, content to the edges. */
export function AppFrameAdmin({
  navigation,
  currentPath,
  user,
  breadcrumbs,
  liveBadge,
  tools,
  banner,
  demo = false,
  railCollapsed = false,
  railCookie = "forgea-admin.rail",
  children,
}: AppFrameAdminProps) {
  const [chosen, setChosen] = useState(railCollapsed);
  const [menuOpen, setMenuOpen] = useState(false);
  // Below 1024 px the table needs the room more than the words do.
  const narrow = useMediaQuery("(width < 64rem)");
  const collapsed = chosen || narrow;

  function toggleRail() {
    const next = !chosen;
    setChosen(next);
    // biome-ignore lint/suspicious/noDocumentCookie: the server reads it for the first paint
    document.cookie = `${railCookie}=${next ? "collapsed" : "open"}; path=/; max-age=31536000; samesite=lax`;
  }
  useShortcut("[", toggleRail);

  return (
    <div className="flex min-h-dvh bg-background">
      <SkipLink />
      <aside
        className={classNames(
          "sticky top-0 hidden h-dvh shrink-0 flex-col border-e bg-background sm:flex",
          collapsed ? "w-14" : "w-55 max-lg:w-14",
        )}
      >
        <Link
          aria-label="Forgea"
          className="flex h-frame-header shrink-0 items-center px-4"
          href="/"
        >
          {collapsed ? <BrandMark /> : <Brand />}
        </Link>
        <div className="flex-1 overflow-y-auto">
          <AppRail collapsed={collapsed} currentPath={currentPath} items={navigation} />
        </div>
        <div
          className={classNames(
            "flex gap-1 p-2",
            collapsed ? "flex-col items-center" : "items-center",
          )}
        >
          <div className="min-w-0 flex-1">
            <UserMenu {...user} appearance={collapsed ? "avatar" : "row"} />
          </div>
          {narrow ? null : (
            <IconButton
              icon={chosen ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
              keys={["["]}
              label={chosen ? words.expandRail : words.collapseRail}
              onClick={toggleRail}
              side="right"
            />
          )}
        </div>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-20 bg-background">
          {banner}
          <div className="flex h-frame-header items-center gap-3 border-b px-4">
            <IconButton
              className="-ms-1 sm:hidden"
              icon={<Menu aria-hidden />}
              label={words.openNavigation}
              onClick={() => setMenuOpen(true)}
            />
            <div className="min-w-0 flex-1">{breadcrumbs}</div>
            <div className="flex shrink-0 items-center gap-2">
              {tools}
              {demo ? <DemoBadge /> : null}
              {liveBadge}
            </div>
          </div>
        </header>
        <main className="relative flex min-w-0 flex-1 flex-col" id={mainContentId} tabIndex={-1}>
          {children}
        </main>
      </div>
      <Drawer onOpenChange={setMenuOpen} open={menuOpen}>
        <DrawerContent side="left" title="Forgea" width="narrow">
          <div className="flex flex-1 flex-col justify-between">
            <AppRail
              collapsed={false}
              currentPath={currentPath}
              items={navigation}
              onNavigate={() => setMenuOpen(false)}
            />
            <div className="p-2">
              <UserMenu {...user} appearance="row" />
            </div>
          </div>
        </DrawerContent>
      </Drawer>
    </div>
  );
}
