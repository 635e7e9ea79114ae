"use client";

import { actionLabels } from "@forgea/session";
import { readPublicError } from "@forgea/trpc/read-public-error";
import { Button } from "@forgea/ui/button";
import { ConfirmDialog } from "@forgea/ui/confirm-dialog";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { whatNext as words } from "../../../lib/sentences.ts";
import { api } from "../../../trpc/client.tsx";

interface NewAttemptButtonProps {
  readonly session: { readonly id: string; readonly version: number };
  readonly attemptsLeft: number;
}

/** Replaces an ended session by a new attempt. One key per page view: pressed twice, it is done once. */
export function NewAttemptButton({ session, attemptsLeft }: NewAttemptButtonProps) {
  const [open, setOpen] = useState(false);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const router = useRouter();
  const utils = api.useUtils();
  const newAttempt = api.student.labSession.newAttempt.useMutation();

  const begin = async () => {
    try {
      const { id } = await newAttempt.mutateAsync({
        id: session.id,
        expectedVersion: session.version,
        idempotencyKey,
      });
      router.push(`/sessions/${id}`);
    } catch (error) {
      const { sentence, nextAction } = readPublicError(error);
      void utils.student.labSession.byId.invalidate({ id: session.id });
      return `${sentence} ${nextAction}`;
    }
    return undefined;
  };

  return (
    <>
      <Button onClick={() => setOpen(true)} size="small">
        {actionLabels.archive}
      </Button>
      <ConfirmDialog
        confirmLabel={words.begin}
        description={words.newAttemptText}
        onConfirm={begin}
        onOpenChange={setOpen}
        open={open}
        title={words.newAttemptTitle}
      >
        <p className="text-muted-foreground">{words.attemptsLeft(attemptsLeft)}</p>
      </ConfirmDialog>
    </>
  );
}
