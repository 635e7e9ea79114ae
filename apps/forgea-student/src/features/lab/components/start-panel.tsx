"use client";

import { actionLabels, type LabView } from "@forgea/session";
import { readPublicError } from "@forgea/trpc/read-public-error";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { Button } from "@forgea/ui/button";
import { Card } from "@forgea/ui/card";
import { LinkButton } from "@forgea/ui/link-button";
import { NoticeBanner } from "@forgea/ui/notice-banner";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { lab as words } from "../../../lib/sentences.ts";
import { api } from "../../../trpc/client.tsx";
import { WhatNext } from "../../lab-session/components/what-next.tsx";

/** The one thing to do on a lab's page: start it, go on with it, or learn why that is not possible. */
export function StartPanel({ lab }: { lab: LabView }) {
  if (lab.labSession !== null && lab.labSession.status !== "ARCHIVED") {
    return (
      <Card title={words.sessionTitle}>
        <div className="flex flex-col items-start gap-4">
          <p className="text-muted-foreground">{words.sessionText}</p>
          <LinkButton href={`/sessions/${lab.labSession.id}`} variant="primary">
            {words.openSession}
          </LinkButton>
          <WhatNext session={lab.labSession} />
        </div>
      </Card>
    );
  }
  if (lab.availability === "not-open-yet") {
    return (
      <NoticeBanner title={words.notOpenTitle} tone="info">
        {words.notOpenText}{" "}
        {lab.opensAt === null ? null : (
          <>
            {words.opens} <AbsoluteTime at={lab.opensAt} format="day-minute" />.
          </>
        )}
      </NoticeBanner>
    );
  }
  if (lab.availability === "ended") {
    return (
      <NoticeBanner title={words.endedTitle} tone="warning">
        {words.endedText}
      </NoticeBanner>
    );
  }
  if (lab.availability === "template-missing") {
    return (
      <NoticeBanner title={words.notAvailableTitle} tone="warning">
        {words.notAvailableText}
      </NoticeBanner>
    );
  }
  return <StartButton durationMinutes={lab.durationMinutes} slug={lab.slug} />;
}

function StartButton({ slug, durationMinutes }: { slug: string; durationMinutes: number | null }) {
  const router = useRouter();
  // The state of a mutation changes a render later; a double click is faster than that.
  const pressed = useRef(false);
  const start = api.student.labSession.start.useMutation({
    onSuccess: ({ id }) => router.push(`/sessions/${id}`),
    onError: () => {
      pressed.current = false;
    },
  });
  const press = () => {
    if (pressed.current) return;
    pressed.current = true;
    start.mutate({ labSlug: slug });
  };
  const problem = start.error === null ? null : readPublicError(start.error);

  return (
    <Card title={words.startTitle}>
      <div className="flex flex-col items-start gap-4">
        <p className="text-muted-foreground">
          {words.startText} {durationMinutes === null ? null : words.startTimed(durationMinutes)}
        </p>
        <div aria-live="polite" className="w-full empty:hidden">
          {problem === null ? null : (
            <NoticeBanner title={words.startFailed} tone="danger">
              {problem.sentence} {problem.nextAction}
            </NoticeBanner>
          )}
        </div>
        <Button loading={start.isPending || start.isSuccess} onClick={press} variant="primary">
          {actionLabels.start}
        </Button>
      </div>
    </Card>
  );
}
