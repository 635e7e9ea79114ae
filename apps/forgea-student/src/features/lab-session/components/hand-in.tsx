"use client";

import { actionLabels, type LabSessionView } from "@forgea/session";
import { Button } from "@forgea/ui/button";
import { Card } from "@forgea/ui/card";
import { lazy, Suspense, useState } from "react";
import { submit } from "../../../lib/sentences.ts";
import { HandedInCommit } from "./handed-in-commit.tsx";

// Opened once in a session's life, so it is loaded when it is about to be.
const loadDialog = () => import("./submit-dialog.tsx");
const SubmitDialog = lazy(() => loadDialog().then((module) => ({ default: module.SubmitDialog })));

/** What is handed in so far, and Submit. It leads the page once something was pushed. */
export function HandIn({ session, leads = false }: { session: LabSessionView; leads?: boolean }) {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const ask = () => {
    setAsked(true);
    setOpen(true);
  };
  if (!session.possible.includes("complete")) return null;
  return (
    <Card title={submit.cardTitle}>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="flex min-w-0 flex-col gap-1">
          <HandedInCommit session={session} />
          <p className="text-small text-muted-foreground">{submit.whenReady}</p>
        </div>
        <Button
          onClick={ask}
          onFocus={() => void loadDialog()}
          onPointerEnter={() => void loadDialog()}
          variant={leads ? "primary" : "secondary"}
        >
          {actionLabels.complete}
        </Button>
      </div>
      {asked ? (
        <Suspense>
          <SubmitDialog onOpenChange={setOpen} open={open} session={session} />
        </Suspense>
      ) : null}
    </Card>
  );
}
