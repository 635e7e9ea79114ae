import { PageHeader } from "@forgea/ui/page-header";
import { StudentColumns } from "@forgea/ui/student-columns";
import { AccountSkeleton } from "../../../features/account/components/account-skeleton.tsx";
import { account } from "../../../lib/sentences.ts";

export default function AccountLoading() {
  return (
    <StudentColumns>
      <PageHeader size="display" title={account.title} />
      <AccountSkeleton />
    </StudentColumns>
  );
}
