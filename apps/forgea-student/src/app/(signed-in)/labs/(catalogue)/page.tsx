import { PageHeader } from "@forgea/ui/page-header";
import { StudentColumns } from "@forgea/ui/student-columns";
import type { Metadata } from "next";
import { LabCatalogue } from "../../../../features/labs/client.tsx";
import { loadLabs } from "../../../../features/labs/loaders.ts";
import { requireActor } from "../../../../lib/require-actor.ts";
import { labs } from "../../../../lib/sentences.ts";
import { HydrateClient } from "../../../../trpc/server.ts";

export const metadata: Metadata = { title: labs.title };

export default async function LabsPage() {
  await requireActor("/labs");
  await loadLabs();
  return (
    <HydrateClient>
      <StudentColumns>
        <PageHeader description={labs.description} size="display" title={labs.title} />
        <LabCatalogue />
      </StudentColumns>
    </HydrateClient>
  );
}
