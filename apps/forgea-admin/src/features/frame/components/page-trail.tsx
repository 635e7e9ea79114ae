"use client";

import { type Breadcrumb, Breadcrumbs } from "@forgea/ui/breadcrumbs";
import { usePathname } from "next/navigation";
import { createContext, type ReactNode, use, useEffect, useState } from "react";
import { labs } from "../../../lib/lab-sentences.ts";
import { app } from "../../../lib/sentences.ts";

interface Trail {
  /** What the page calls itself, and on which path. */
  readonly named: { path: string; label: string } | null;
  readonly name: (path: string, label: string) => void;
}

const TrailContext = createContext<Trail>({ named: null, name: () => undefined });

/** Lets a page name itself in the breadcrumbs, which stand above it in the frame. */
export function TrailProvider({ children }: { children: ReactNode }) {
  const [named, setNamed] = useState<Trail["named"]>(null);
  const [name] = useState(() => (path: string, label: string) => setNamed({ path, label }));
  return <TrailContext value={{ named, name }}>{children}</TrailContext>;
}

/** Says what stands in the breadcrumbs for the page that is open. */
export function useTrailName(label: string): void {
  const path = usePathname();
  const { name } = use(TrailContext);
  useEffect(() => name(path, label), [name, path, label]);
}

/** Where the page stands. */
export function PageTrail() {
  const path = usePathname();
  const { named } = use(TrailContext);
  return <Breadcrumbs items={trailOf(path, named?.path === path ? named.label : null)} />;
}

function trailOf(path: string, name: string | null): Breadcrumb[] {
  if (path === "/account") return [{ label: app.account }];
  if (path === "/labs") return [{ label: labs.title }];
  if (path.startsWith("/labs/")) {
    return [{ label: labs.title, href: "/labs" }, { label: name ?? labs.lab }];
  }
  if (!path.startsWith("/sessions/")) return [{ label: app.sessions }];
  return [{ label: app.sessions, href: "/" }, { label: name ?? app.session }];
}
