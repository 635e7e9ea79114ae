"use client";

import { actionLabels, type LabSessionView } from "@forgea/session";
import { Button } from "@forgea/ui/button";
import { Card } from "@forgea/ui/card";
import { useState } from "react";
import { submit } from "../../../lib/sentences.ts";
import { HandedInCommit } from "./handed-in-commit.tsx";
import { SubmitDialog } from "./submit-dialog.tsx";

/** What is handed in so far, and Submit. It leads the page once something was pushed. */
export function HandIn({ session, leads = false }: { session: LabSessionView; leads?: boolean }) {
  const [open, setOpen] = useState(false);
  if (!session.possible.includes("complete")) return null;
  return (
    <Card title={submit.cardTitle}>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="flex min-w-0 flex-col gap-1">
          <HandedInCommit session={session} />
          <p className="text-small text-muted-foreground">{submit.whenReady}</p>
        </div>
        <Button onClick={() => setOpen(true)} variant={leads ? "primary" : "secondary"}>
          {actionLabels.complete}
        </Button>
      </div>
      <SubmitDialog onOpenChange={setOpen} open={open} session={session} />
    </Card>
  );
}
