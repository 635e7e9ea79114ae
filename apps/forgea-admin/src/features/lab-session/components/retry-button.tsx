"use client";

import { actionLabels, type StaffLabSessionView } from "@forgea/session";
import { readPublicError } from "@forgea/trpc/read-public-error";
import { Button } from "@forgea/ui/button";
import { toast } from "@forgea/ui/toaster";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { firstName, retry as words } from "../../../lib/sentences.ts";
import { api } from "../../../trpc/client.tsx";

/** Sets a student's stopped session up again. One key per view of it: pressed twice, it is done once. */
export function RetryButton({ labSession }: { labSession: StaffLabSessionView }) {
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const utils = api.useUtils();
  const retry = api.staff.labSession.retry.useMutation({
    onSuccess: () => toast.success(words.done(firstName(labSession.student.name))),
    onError(error) {
      const { sentence, nextAction } = readPublicError(error);
      toast.error(`${sentence} ${nextAction}`);
    },
    onSettled: () => utils.staff.labSession.byId.invalidate({ id: labSession.id }),
  });
  const { id, version } = labSession;
  return (
    <Button
      icon={<RotateCcw aria-hidden className="size-4" />}
      loading={retry.isPending}
      onClick={() => retry.mutate({ id, expectedVersion: version, idempotencyKey })}
      variant="primary"
    >
      {actionLabels.retry}
    </Button>
  );
}
