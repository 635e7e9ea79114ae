"use client";

import { type LabSessionView, provisioningSteps } from "@forgea/session";
import { Card } from "@forgea/ui/card";
import { type ProgressStep, ProgressSteps } from "@forgea/ui/progress-steps";
import { useNow } from "@forgea/ui/use-now";
import { settingUp } from "../../../lib/sentences.ts";
import { slowStepMs } from "../constants.ts";

/** The repository being made, step by step. */
export function SettingUp({ session }: { session: LabSessionView }) {
  const now = useNow("second");
  const since = session.stepSince?.getTime();
  const slow = now !== null && since !== undefined && now - since > slowStepMs;
  return (
    <Card description={settingUp.text} title={settingUp.title}>
      <ProgressSteps
        estimate={slow ? settingUp.slow : undefined}
        label={settingUp.steps}
        steps={stepsOf(session.step)}
      />
    </Card>
  );
}

/** Before the first step is known, the first one is being waited for. Exported for its test. */
export function stepsOf(step: LabSessionView["step"]): ProgressStep[] {
  const found = provisioningSteps.findIndex((known) => known.step === step);
  const past = step === "INVITING" || step === "DONE";
  const current = past ? provisioningSteps.length : Math.max(0, found);
  return provisioningSteps.map(({ step: id, label }, index) => ({
    id,
    label,
    state: index < current ? "done" : index === current ? "current" : "waiting",
  }));
}
