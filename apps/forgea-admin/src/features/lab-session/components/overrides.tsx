"use client";

import { actionLabels, type StaffLabSessionView } from "@forgea/session";
import { Button } from "@forgea/ui/button";
import { CircleCheck, CircleX, Lock, Play } from "lucide-react";
import { useState } from "react";
import { overrides as words } from "../../../lib/sentences.ts";
import type { OverrideKind } from "../override-consequences.ts";
import { OverrideDialog } from "./override-dialog.tsx";
import { RetryButton } from "./retry-button.tsx";

const kinds = [
  { kind: "force-complete", icon: CircleCheck },
  { kind: "fail", icon: CircleX },
] as const;

/** What this person may do to the session now; who may, when this person may not. */
export function Overrides({
  labSession,
  mayOverride,
}: {
  labSession: StaffLabSessionView;
  mayOverride: boolean;
}) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const offered = kinds.filter(({ kind }) => labSession.possible.includes(kind));
  const mayRelease = mayOverride && labSession.heldAt !== null;
  const ask = (kind: OverrideKind) =>
    setAsking({ kind, seen: labSession, key: crypto.randomUUID() });
  const sentence = whyNothing(labSession, mayOverride);
  return (
    <>
      {offered.length === 0 && sentence !== null ? (
        <p className="flex max-w-[44ch] items-start gap-2 text-small text-muted-foreground">
          <Lock aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {sentence}
        </p>
      ) : null}
      {offered.map(({ kind, icon: Icon }) => (
        <Button
          icon={<Icon aria-hidden className="size-4" />}
          key={kind}
          onClick={() => ask(kind)}
          variant={kind === "fail" ? "danger-quiet" : "secondary"}
        >
          {actionLabels[kind]}
        </Button>
      ))}
      {mayRelease ? (
        <Button
          icon={<Play aria-hidden className="size-4" />}
          onClick={() => ask("release")}
          variant="primary"
        >
          {actionLabels.release}
        </Button>
      ) : null}
      {labSession.possible.includes("retry") ? (
        <RetryButton key={labSession.version} labSession={labSession} />
      ) : null}
      {asking === null ? null : (
        <OverrideDialog
          idempotencyKey={asking.key}
          key={asking.key}
          kind={asking.kind}
          onClose={() => setAsking(null)}
          seen={asking.seen}
        />
      )}
    </>
  );
}

/** A dialog that was opened: what it is about, the session as it was seen, one key for all its tries. */
interface Asking {
  readonly kind: OverrideKind;
  readonly seen: StaffLabSessionView;
  readonly key: string;
}

function whyNothing({ heldAt, status }: StaffLabSessionView, mayOverride: boolean): string | null {
  if (heldAt !== null) return mayOverride ? null : words.onlyAdminsRelease;
  const running = status === "PROVISIONING" || status === "IN_PROGRESS" || status === "EXPIRED";
  return running && !mayOverride ? words.onlyAdmins : null;
}
