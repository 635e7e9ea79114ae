import { type LabSessionView, provisioningSteps } from "@forgea/session";
import type { ProgressStep } from "@forgea/ui/progress-steps";

/** How far setting up is, as a list of steps. Before the first is known, the first is waited for. */
export function provisioningProgress(step: LabSessionView["step"]): ProgressStep[] {
  const found = provisioningSteps.findIndex((known) => known.step === step);
  // Inviting comes after the last step that a student waits for.
  const past = step === "INVITING" || step === "DONE";
  const current = past ? provisioningSteps.length : Math.max(0, found);
  return provisioningSteps.map(({ step: id, label }, index) => ({
    id,
    label,
    state: index < current ? "done" : index === current ? "current" : "waiting",
  }));
}
