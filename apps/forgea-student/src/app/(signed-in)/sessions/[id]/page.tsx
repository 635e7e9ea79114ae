import type { Metadata } from "next";
import { LabSession } from "../../../../features/lab-session/client.tsx";
import { loadLabSession, loadLabSessionTitle } from "../../../../features/lab-session/loaders.ts";
import { requireActor } from "../../../../lib/require-actor.ts";
import { HydrateClient } from "../../../../trpc/server.ts";

interface Props {
  readonly params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const title = await loadLabSessionTitle((await params).id);
  return title === null ? {} : { title };
}

export default async function LabSessionPage({ params }: Props) {
  const { id } = await params;
  const actor = await requireActor(`/sessions/${id}`);
  await loadLabSession(id);
  return (
    <HydrateClient>
      <LabSession id={id} login={actor.login} />
    </HydrateClient>
  );
}
