"use client";

import type { LabSessionView } from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { Card } from "@forgea/ui/card";
import { ProgressSteps } from "@forgea/ui/progress-steps";
import { useNow } from "@forgea/ui/use-now";
import { settingUp } from "../../../lib/sentences.ts";
import { slowStepMs } from "../constants.ts";
import { provisioningProgress } from "../provisioning-progress.ts";

/** The repository being made, step by step. */
export function SettingUp({ session }: { session: LabSessionView }) {
  const now = useNow("second");
  const since = session.stepSince?.getTime();
  const slow = now !== null && since !== undefined && now - since > slowStepMs;
  const late = slow ? settingUp.slow : undefined;
  return (
    <Card description={slow ? settingUp.textWaiting : settingUp.text} title={settingUp.title}>
      <ProgressSteps
        estimate={session.queue === null ? late : <InLine queue={session.queue} />}
        label={settingUp.steps}
        steps={provisioningProgress(session.step)}
      />
    </Card>
  );
}

function InLine({ queue }: { queue: NonNullable<LabSessionView["queue"]> }) {
  const now = useNow("minute");
  const minutes = now === null ? null : Math.round((queue.turnAt.getTime() - now) / 60_000);
  return (
    <>
      {settingUp.inLine(queue.place)} <AbsoluteTime at={queue.turnAt} format="minute" />
      {minutes === null ? null : `, ${settingUp.turnIn(minutes)}`}.
    </>
  );
}
