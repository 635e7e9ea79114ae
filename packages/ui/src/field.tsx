import { CircleAlert } from "lucide-react";
import { cloneElement, type ReactElement, useId } from "react";
import { Label } from "./label.tsx";
import { words } from "./words.ts";

interface ControlProps {
  id?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
}

export interface FieldProps {
  label: string;
  hint?: string | undefined;
  /** A sentence: what is wrong and what is right. */
  error?: string | undefined;
  optional?: boolean;
  /** One Input, Textarea or Select. */
  children: ReactElement<ControlProps>;
}

/** An input with its label, a hint and its error; all three are tied to it for screen readers. */
export function Field({ label, hint, error, optional = false, children }: FieldProps) {
  const generated = useId();
  const id = children.props.id ?? generated;
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const describedBy = [hint === undefined ? "" : hintId, error === undefined ? "" : errorId]
    .filter(Boolean)
    .join(" ");
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-2">
        <Label htmlFor={id}>{label}</Label>
        {optional ? <span className="text-xs text-subtle-foreground">{words.optional}</span> : null}
      </div>
      {cloneElement(children, {
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": error === undefined ? undefined : true,
      })}
      {hint === undefined ? null : (
        <p className="text-small text-muted-foreground" id={hintId}>
          {hint}
        </p>
      )}
      {error === undefined ? null : (
        <p className="flex items-start gap-1.5 text-small text-red" id={errorId} role="alert">
          <CircleAlert aria-hidden className="mt-[0.2em] size-3.5 shrink-0 text-red-icon" />
          {error}
        </p>
      )}
    </div>
  );
}
