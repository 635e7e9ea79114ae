"use client";

import { signOut } from "@forgea/auth/browser";
import { AppFrameStudent } from "@forgea/ui/app-frame-student";
import { toast } from "@forgea/ui/toaster";
import { CircleUser } from "lucide-react";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { app } from "../../lib/sentences.ts";
import { AccessBanner } from "../access/components/access-banner.tsx";
import { LiveProvider } from "../live/client.tsx";
import { LiveStatus } from "../live/components/live-status.tsx";

const navigation = [{ href: "/labs", label: app.labs, also: ["/sessions"] }];

interface FrameProps {
  readonly user: { readonly name: string; readonly login: string };
  readonly demo: boolean;
  readonly children: ReactNode;
}

/** What stands around each page of somebody who is signed in; holds the tab's live stream. */
export function Frame({ user, demo, children }: FrameProps) {
  const path = usePathname();
  return (
    <LiveProvider>
      <AppFrameStudent
        banner={<AccessBanner />}
        currentPath={path}
        demo={demo}
        liveBadge={<LiveStatus />}
        navigation={navigation}
        user={{
          ...user,
          items: [{ label: app.account, href: "/me", icon: <CircleUser aria-hidden /> }],
          onSignOut: leave,
        }}
      >
        {children}
      </AppFrameStudent>
    </LiveProvider>
  );
}

function leave(): void {
  signOut("/sign-in").catch(() => toast.error(app.signOutFailed));
}
