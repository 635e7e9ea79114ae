"use client";

import type { StaffLabSessionView } from "@forgea/session";
import { Glow } from "@forgea/ui/glow";
import { PageHeader } from "@forgea/ui/page-header";
import { StatusBadge } from "@forgea/ui/status-badge";
import { stateLabel } from "../../../lib/sentences.ts";
import { AboutLab } from "./about-lab.tsx";
import { Overrides } from "./overrides.tsx";

/** Whose session it is, how it stands, and what staff can do about it. */
export function LabSessionHeader({
  labSession,
  mayOverride,
}: {
  labSession: StaffLabSessionView;
  mayOverride: boolean;
}) {
  const status = labSession.heldAt === null ? labSession.status : "HELD";
  return (
    <PageHeader
      actions={<Overrides labSession={labSession} mayOverride={mayOverride} />}
      badge={
        <Glow className="-m-1 rounded-full p-1" value={status}>
          <StatusBadge label={stateLabel(labSession)} status={status} />
        </Glow>
      }
      description={<AboutLab labSession={labSession} />}
      title={labSession.student.name}
    />
  );
}
