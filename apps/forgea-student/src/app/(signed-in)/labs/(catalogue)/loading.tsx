import { PageHeader } from "@forgea/ui/page-header";
import { StudentColumns } from "@forgea/ui/student-columns";
import { CatalogueSkeleton } from "../../../../features/labs/components/catalogue-skeleton.tsx";
import { labs } from "../../../../lib/sentences.ts";

export default function LabsLoading() {
  return (
    <StudentColumns>
      <PageHeader description={labs.description} size="display" title={labs.title} />
      <CatalogueSkeleton />
    </StudentColumns>
  );
}
