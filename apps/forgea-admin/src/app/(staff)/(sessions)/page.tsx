import type { Metadata } from "next";
import { loadStaff } from "../../../features/access/loaders.ts";
import { Monitor } from "../../../features/monitor/client.tsx";
import { prefetchMonitor } from "../../../features/monitor/loaders.ts";
import { app } from "../../../lib/sentences.ts";
import { HydrateClient } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: app.sessions };

interface Props {
  readonly searchParams: Promise<{ status?: string | string[] }>;
}

/** The Live Session Monitor. */
export default async function SessionsPage({ searchParams }: Props) {
  if ((await loadStaff()) === null) return null;
  await prefetchMonitor((await searchParams).status);
  return (
    <HydrateClient>
      <Monitor />
    </HydrateClient>
  );
}
