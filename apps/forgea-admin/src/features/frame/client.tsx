"use client";

import { AppFrameAdmin, type AppFrameAdminProps } from "@forgea/ui/app-frame-admin";
import { KeyboardHelp } from "@forgea/ui/keyboard-help";
import { BookOpen, ListTree, UserRound } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { labs } from "../../lib/lab-sentences.ts";
import { app, roleLabels } from "../../lib/sentences.ts";
import { leave } from "../access/client.tsx";
import { AccessBanner } from "../access/components/access-banner.tsx";
import { LiveProvider } from "../live/client.tsx";
import { LiveStatus } from "../live/components/live-status.tsx";
import { PageTrail, TrailProvider } from "./components/page-trail.tsx";
import { railCookie } from "./constants.ts";
import { keyGroups } from "./key-groups.ts";

export interface StaffFrameProps {
  actor: { name: string; login: string | null; role: "ASSISTANT" | "ADMIN" };
  demo: boolean;
  railCollapsed: boolean;
  children: ReactNode;
}

const navigation: AppFrameAdminProps["navigation"] = [
  { href: "/", label: app.sessions, icon: <ListTree aria-hidden />, also: ["/sessions"] },
  { href: "/labs", label: labs.title, icon: <BookOpen aria-hidden /> },
  { href: "/account", label: app.account, icon: <UserRound aria-hidden /> },
];

/** The admin app around its pages: rail, header, the tab's one live stream, and the list of keys. */
export function StaffFrame({ actor, demo, railCollapsed, children }: StaffFrameProps) {
  const path = usePathname();
  const [helpOpen, setHelpOpen] = useState(false);
  return (
    <LiveProvider>
      <TrailProvider>
        <AppFrameAdmin
          banner={<AccessBanner />}
          breadcrumbs={<PageTrail />}
          currentPath={path}
          demo={demo}
          liveBadge={<LiveStatus />}
          navigation={navigation}
          railCollapsed={railCollapsed}
          railCookie={railCookie}
          user={{
            name: actor.name,
            login: actor.login ?? "",
            role: roleLabels[actor.role],
            items: [{ label: app.account, href: "/account", icon: <UserRound aria-hidden /> }],
            onSignOut: () => void leave(),
            onKeyboardHelp: () => setHelpOpen(true),
          }}
        >
          {children}
        </AppFrameAdmin>
        <KeyboardHelp groups={keyGroups} onOpenChange={setHelpOpen} open={helpOpen} />
      </TrailProvider>
    </LiveProvider>
  );
}
