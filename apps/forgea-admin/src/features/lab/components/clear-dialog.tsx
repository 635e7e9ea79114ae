"use client";

import { readPublicError } from "@forgea/trpc/read-public-error";
import { ConfirmDialog } from "@forgea/ui/confirm-dialog";
import { toast } from "@forgea/ui/toaster";
import { prepare as words } from "../../../lib/lab-sentences.ts";
import { api } from "../../../trpc/client.tsx";

export interface ClearDialogProps {
  id: string;
  slug: string;
  unused: number;
  /** One per opening: a try that is repeated after a lost answer is done once. */
  idempotencyKey: string;
  onClose: () => void;
}

/** Asks before unused repositories are deleted. */
export function ClearDialog({ id, slug, unused, idempotencyKey, onClose }: ClearDialogProps) {
  const utils = api.useUtils();
  const clear = api.admin.preparation.clear.useMutation();

  async function confirm(): Promise<string | undefined> {
    try {
      const { cleared } = await clear.mutateAsync({ id, idempotencyKey });
      toast.success(words.cleared(cleared));
      return undefined;
    } catch (error) {
      const { sentence, nextAction } = readPublicError(error);
      return `${sentence} ${nextAction}`;
    } finally {
      void utils.staff.lab.bySlug.invalidate({ slug });
    }
  }

  return (
    <ConfirmDialog
      confirmLabel={words.clear}
      danger
      description={words.clearText(unused)}
      onConfirm={confirm}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      open
      title={words.clearTitle}
    />
  );
}
