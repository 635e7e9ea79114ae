import type { Metadata } from "next";
import { Lab } from "../../../../features/lab/client.tsx";
import { Instructions } from "../../../../features/lab/components/instructions.tsx";
import { loadLab, loadLabTitle } from "../../../../features/lab/loaders.ts";
import { requireActor } from "../../../../lib/require-actor.ts";
import { HydrateClient } from "../../../../trpc/server.ts";

interface Props {
  readonly params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const title = await loadLabTitle((await params).slug);
  return title === null ? {} : { title };
}

export default async function LabPage({ params }: Props) {
  const { slug } = await params;
  await requireActor(`/labs/${slug}`);
  const { instructions } = await loadLab(slug);
  return (
    <HydrateClient>
      <Lab slug={slug}>
        <Instructions source={instructions} />
      </Lab>
    </HydrateClient>
  );
}
