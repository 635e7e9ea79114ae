"use client";

import { actionLabels, type LabSessionView } from "@forgea/session";
import { readPublicError } from "@forgea/trpc/read-public-error";
import { Button } from "@forgea/ui/button";
import { toast } from "@forgea/ui/toaster";
import { useState } from "react";
import { api } from "../../../trpc/client.tsx";

/** Sets a stopped session up again. One key per page view: pressed twice, it is done once. */
export function RetryButton({ session }: { session: Pick<LabSessionView, "id" | "version"> }) {
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const utils = api.useUtils();
  const retry = api.student.labSession.retry.useMutation({
    onError(error) {
      const { sentence, nextAction } = readPublicError(error);
      toast.error(`${sentence} ${nextAction}`);
    },
    onSettled: () => utils.student.labSession.byId.invalidate({ id: session.id }),
  });
  return (
    <Button
      loading={retry.isPending}
      onClick={() =>
        retry.mutate({ id: session.id, expectedVersion: session.version, idempotencyKey })
      }
      size="small"
    >
      {actionLabels.retry}
    </Button>
  );
}
