import type { Metadata } from "next";
import { loadStaff } from "../../../../features/access/loaders.ts";
import { LabSession } from "../../../../features/lab-session/client.tsx";
import { loadTitle, prefetchLabSession } from "../../../../features/lab-session/loaders.ts";
import { HydrateClient } from "../../../../trpc/server.ts";

interface Props {
  readonly params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const title = await loadTitle((await params).id);
  return title === null ? {} : { title };
}

/** One lab session: facts, timeline, pushes and overrides. */
export default async function SessionPage({ params }: Props) {
  const staff = await loadStaff();
  if (staff === null) return null;
  const { id } = await params;
  await prefetchLabSession(id);
  return (
    <HydrateClient>
      <LabSession id={id} mayOverride={staff.role === "ADMIN"} />
    </HydrateClient>
  );
}
