import type { Metadata } from "next";
import { loadStaff } from "../../../features/access/loaders.ts";
import { Labs } from "../../../features/labs/client.tsx";
import { prefetchLabs } from "../../../features/labs/loaders.ts";
import { labs } from "../../../lib/lab-sentences.ts";
import { HydrateClient } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: labs.title };

/** All labs. */
export default async function LabsPage() {
  if ((await loadStaff()) === null) return null;
  await prefetchLabs();
  return (
    <HydrateClient>
      <Labs />
    </HydrateClient>
  );
}
