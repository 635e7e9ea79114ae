import { PageHeader } from "@forgea/ui/page-header";
import { StudentColumns } from "@forgea/ui/student-columns";
import type { Metadata } from "next";
import { Account } from "../../../features/account/client.tsx";
import { loadAccount } from "../../../features/account/loaders.ts";
import { requireActor } from "../../../lib/require-actor.ts";
import { account } from "../../../lib/sentences.ts";
import { HydrateClient } from "../../../trpc/server.ts";

export const metadata: Metadata = { title: account.title };

export default async function AccountPage() {
  await requireActor("/me");
  await loadAccount();
  return (
    <HydrateClient>
      <StudentColumns>
        <PageHeader size="display" title={account.title} />
        <Account />
      </StudentColumns>
    </HydrateClient>
  );
}
