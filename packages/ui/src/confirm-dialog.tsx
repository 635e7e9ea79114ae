"use client";

import { AlertDialog as Primitive } from "radix-ui";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { dialogLooks, overlayLooks } from "./dialog.tsx";
import { Field } from "./field.tsx";
import { focusOnOpen } from "./focus-on-open.ts";
import { NoticeBanner } from "./notice-banner.tsx";
import { Textarea } from "./textarea.tsx";
import { useFocusReturn } from "./use-focus-return.ts";
import { words } from "./words.ts";

export interface ConfirmReason {
  label?: string;
  hint?: string;
  /** Characters, after trimming; 0 makes it optional. */
  minLength: number;
  maxLength?: number;
}

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question or the action itself: "Stop this session". */
  title: string;
  /** What will happen, in numbers. */
  description: ReactNode;
  /** The button says what it does: "Stop session". */
  confirmLabel: string;
  danger?: boolean;
  reason?: ConfirmReason;
  /** More inputs, between the description and the reason. */
  children?: ReactNode;
  confirmDisabled?: boolean;
  /** Resolves to nothing when done (the dialog closes) or to a sentence that is shown (it stays open). */
  onConfirm: (input: { reason: string }) => Promise<string | undefined>;
}

/** Asks before something that matters: says what will happen, takes the reason, shows that it is being done. */
export function ConfirmDialog({ open, onOpenChange, ...props }: ConfirmDialogProps) {
  const [pending, setPending] = useState(false);
  const { rememberOpener, returnFocus } = useFocusReturn();
  return (
    // While it is being done neither Escape nor Cancel may hide what comes of it.
    <Primitive.Root onOpenChange={(next) => (pending ? undefined : onOpenChange(next))} open={open}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayLooks} />
        <Primitive.Content
          className={classNames(dialogLooks, "max-w-md")}
          onCloseAutoFocus={returnFocus}
          onOpenAutoFocus={(event) => {
            rememberOpener();
            // Without a reason to write, Radix focuses Cancel, the safe one.
            if (props.reason !== undefined) focusOnOpen(event);
          }}
        >
          <ConfirmForm
            {...props}
            onDone={() => onOpenChange(false)}
            pending={pending}
            setPending={setPending}
          />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

interface ConfirmFormProps extends Omit<ConfirmDialogProps, "open" | "onOpenChange"> {
  pending: boolean;
  setPending: (pending: boolean) => void;
  onDone: () => void;
}

/** A component of its own: each opening starts with an empty reason and no error. */
function ConfirmForm({
  title,
  description,
  confirmLabel,
  danger = false,
  reason,
  children,
  confirmDisabled = false,
  onConfirm,
  pending,
  setPending,
  onDone,
}: ConfirmFormProps) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const [reasonProblem, setReasonProblem] = useState<string>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const trimmed = text.trim();
    if (reason !== undefined && trimmed.length < reason.minLength) {
      setReasonProblem(words.atLeastCharacters(reason.minLength));
      return;
    }
    setProblem(undefined);
    setPending(true);
    // A thrown error is one the caller did not expect; its text is not for people.
    const answer = await onConfirm({ reason: trimmed }).catch(() => words.confirmFailed);
    setPending(false);
    if (answer === undefined) onDone();
    else setProblem(answer);
  }

  return (
    <form className="flex min-h-0 flex-col" noValidate onSubmit={(event) => void submit(event)}>
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-5">
        <div>
          <Primitive.Title className="text-base font-semibold">{title}</Primitive.Title>
          <Primitive.Description asChild>
            <div className="mt-1 text-body text-muted-foreground">{description}</div>
          </Primitive.Description>
        </div>
        {children}
        {reason === undefined ? null : (
          <Field
            error={reasonProblem}
            hint={reason.hint}
            label={reason.label ?? words.reason}
            optional={reason.minLength === 0}
          >
            <Textarea
              maxLength={reason.maxLength ?? 500}
              name="reason"
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
                  event.currentTarget.form?.requestSubmit();
                }
              }}
              onChange={(event) => {
                setText(event.target.value);
                if (event.target.value.trim().length >= reason.minLength)
                  setReasonProblem(undefined);
              }}
              required={reason.minLength > 0}
              rows={3}
              value={text}
            />
          </Field>
        )}
      </div>
      <div aria-live="assertive" className="px-5">
        {problem === undefined ? null : (
          <div className="pb-5">
            <NoticeBanner tone="danger">{problem}</NoticeBanner>
          </div>
        )}
      </div>
      <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">
        <Primitive.Cancel asChild>
          <Button aria-disabled={pending || undefined}>{words.cancel}</Button>
        </Primitive.Cancel>
        <Button
          disabled={confirmDisabled}
          loading={pending}
          type="submit"
          variant={danger ? "danger" : "primary"}
        >
          {confirmLabel}
        </Button>
      </footer>
    </form>
  );
}
