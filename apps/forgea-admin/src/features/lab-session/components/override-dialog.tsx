"use client";

import { actionLabels, type StaffLabSessionView } from "@forgea/session";
import { readPublicError, type ShownError } from "@forgea/trpc/read-public-error";
import { ConfirmDialog } from "@forgea/ui/confirm-dialog";
import { toast } from "@forgea/ui/toaster";
import { useState } from "react";
import { firstName, overrides as words } from "../../../lib/sentences.ts";
import { api } from "../../../trpc/client.tsx";
import { describeConsequences, type OverrideKind } from "../override-consequences.ts";
import { HeldFacts } from "./held-facts.tsx";
import { LostRace } from "./lost-race.tsx";
import { TraceId } from "./trace-id.tsx";

export interface OverrideDialogProps {
  kind: OverrideKind;
  /** The session as it stood on the page when the dialog was opened. */
  seen: StaffLabSessionView;
  /** One per opening: a try that is repeated after a lost answer is done once. */
  idempotencyKey: string;
  onClose: () => void;
}

/** Asks before an override: says what will happen in numbers, takes the reason, shows a lost race. */
export function OverrideDialog({ kind, seen, idempotencyKey, onClose }: OverrideDialogProps) {
  const utils = api.useUtils();
  const forceComplete = api.admin.labSession.forceComplete.useMutation();
  const fail = api.admin.labSession.fail.useMutation();
  const release = api.admin.labSession.release.useMutation();
  const [refused, setRefused] = useState<ShownError | null>(null);
  const [openedAt] = useState(Date.now);
  const name = firstName(seen.student.name);
  const lostRace = refused?.code === "STALE_VERSION";

  async function override(reason: string): Promise<string | undefined> {
    const input = { id: seen.id, expectedVersion: seen.version, reason, idempotencyKey };
    setRefused(null);
    let done: string;
    try {
      done = await send(input);
    } catch (error) {
      const shown = readPublicError(error);
      setRefused(shown);
      // What the person decides next is decided on the current state, so it is read now.
      void utils.staff.labSession.byId.invalidate({ id: seen.id });
      return `${shown.sentence} ${shown.nextAction}`;
    }
    void utils.staff.labSession.byId.invalidate({ id: seen.id });
    toast.success(done);
    return undefined;
  }

  /** Does it, and answers what to say then. */
  async function send(input: Parameters<typeof fail.mutateAsync>[0]): Promise<string> {
    if (kind === "release") {
      const { nowCounted } = await release.mutateAsync(input);
      return words.release.done(name, nowCounted.length);
    }
    await (kind === "fail" ? fail.mutateAsync(input) : forceComplete.mutateAsync(input));
    return words[kind].done(name);
  }

  return (
    <ConfirmDialog
      confirmDisabled={lostRace}
      confirmLabel={actionLabels[kind]}
      danger={kind === "fail"}
      // After a lost race what would have happened is no longer true.
      description={lostRace ? words.raceLost : describeConsequences(kind, seen, openedAt).join(" ")}
      onConfirm={({ reason }) => override(reason)}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      reason={{ hint: words.reasonHint[kind], minLength: 3, maxLength: 500 }}
      title={words[kind].title(name)}
    >
      {kind === "release" && !lostRace ? <HeldFacts labSession={seen} /> : null}
      {lostRace ? <LostRace kind={kind} onReload={onClose} refused={refused} seen={seen} /> : null}
      {lostRace || refused === null || refused.traceId === null ? null : (
        <TraceId id={refused.traceId} />
      )}
    </ConfirmDialog>
  );
}
