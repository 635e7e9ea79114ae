"use client";

import type { StaffLabView } from "@forgea/session";
import { Badge } from "@forgea/ui/badge";
import { PageHeader } from "@forgea/ui/page-header";
import { labs, lab as words } from "../../../lib/lab-sentences.ts";
import { useTrailName } from "../../frame/components/page-trail.tsx";

/** What the lab is called, whether it is published, and in which version. */
export function LabHeader({ lab }: { lab: StaffLabView }) {
  useTrailName(lab.title);
  const version = lab.versionNumber === null ? words.unpublished : words.version(lab.versionNumber);
  return (
    <PageHeader
      badge={<Badge>{labs.status[lab.status]}</Badge>}
      description={`${version}. ${lab.summary}`}
      title={lab.title}
    />
  );
}
