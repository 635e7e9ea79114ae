import type { Metadata } from "next";
import { loadStaff } from "../../../../features/access/loaders.ts";
import { Lab } from "../../../../features/lab/client.tsx";
import { prefetchLab } from "../../../../features/lab/loaders.ts";
import { HydrateClient } from "../../../../trpc/server.ts";

interface Props {
  readonly params: Promise<{ slug: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).slug };
}

/** One lab: its facts, and repositories prepared for a class. */
export default async function LabPage({ params }: Props) {
  const staff = await loadStaff();
  if (staff === null) return null;
  const { slug } = await params;
  await prefetchLab(slug);
  return (
    <HydrateClient>
      <Lab mayPrepare={staff.role === "ADMIN"} slug={slug} />
    </HydrateClient>
  );
}
