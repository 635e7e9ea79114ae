import { Check, Circle, LoaderCircle, X } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { words } from "./words.ts";

export type ProgressStepState = "done" | "current" | "waiting" | "failed";

export interface ProgressStep {
  id: string;
  label: string;
  state: ProgressStepState;
  /** Under the current step: place in line, what is being waited for. */
  detail?: ReactNode;
}

const stepIcons = {
  done: <Check aria-hidden className="size-4 text-green-icon" strokeWidth={2.5} />,
  current: <LoaderCircle aria-hidden className="size-4 animate-turn text-blue-icon" />,
  waiting: <Circle aria-hidden className="size-3 text-border-strong" />,
  failed: <X aria-hidden className="size-4 text-red-icon" strokeWidth={2.5} />,
} as const satisfies Record<ProgressStepState, ReactNode>;

/** Long work by its steps. What is happening now is read aloud when it changes, politely. */
export function ProgressSteps({
  label,
  steps,
  estimate,
}: {
  label: string;
  steps: readonly ProgressStep[];
  /** "About 20 seconds left", or the place in line. */
  estimate?: ReactNode;
}) {
  const now = steps.find((step) => step.state === "current" || step.state === "failed");
  return (
    <div className="flex flex-col gap-3">
      <ol aria-label={label} className="flex flex-col gap-2">
        {steps.map((step) => (
          <li
            aria-current={step.state === "current" ? "step" : undefined}
            className="flex gap-2.5"
            key={step.id}
          >
            <span className="grid h-(--body-leading) w-5 shrink-0 place-items-center">
              {stepIcons[step.state]}
            </span>
            <div className="min-w-0">
              <span
                className={classNames(
                  step.state === "waiting" && "text-subtle-foreground",
                  step.state === "done" && "text-muted-foreground",
                  (step.state === "current" || step.state === "failed") && "font-medium",
                )}
              >
                {step.label}
              </span>
              <span className="sr-only">, {words.step[step.state]}</span>
              {step.detail === undefined ? null : (
                <div className="text-small text-muted-foreground">{step.detail}</div>
              )}
            </div>
          </li>
        ))}
      </ol>
      {estimate === undefined ? null : (
        <p className="ps-7.5 text-small text-muted-foreground tabular-nums">{estimate}</p>
      )}
      <p aria-live="polite" className="sr-only">
        {now === undefined ? "" : `${now.label}, ${words.step[now.state]}`}
      </p>
    </div>
  );
}
