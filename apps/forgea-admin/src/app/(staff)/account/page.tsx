import type { Metadata } from "next";
import { loadStaff } from "../../../features/access/loaders.ts";
import { OwnAccount } from "../../../features/account/client.tsx";
import { prefetchAccount } from "../../../features/account/loaders.ts";
import { app } from "../../../lib/sentences.ts";
import { HydrateClient } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: app.account };

/** The signed-in person's own account. */
export default async function AccountPage() {
  if ((await loadStaff()) === null) return null;
  await prefetchAccount();
  return (
    <HydrateClient>
      <OwnAccount />
    </HydrateClient>
  );
}
