"use client";

import type { LabSessionView } from "@forgea/session";
import { readPublicError } from "@forgea/trpc/read-public-error";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { Button } from "@forgea/ui/button";
import { Card } from "@forgea/ui/card";
import { LinkButton } from "@forgea/ui/link-button";
import { useEffect, useState } from "react";
import { invitation as words } from "../../../lib/sentences.ts";
import { api } from "../../../trpc/client.tsx";

/**
 * The one thing to do while the provider waits for the student's yes: accept it here when the sign-in
 * allows it, else on the provider's own page; coming back from there goes on by itself.
 */
export function Invitation({ session }: { session: LabSessionView }) {
  const { access } = session;
  const utils = api.useUtils();
  const [opened, setOpened] = useState(false);
  const accept = api.student.labSession.acceptInvitation.useMutation({
    onSettled: () => utils.student.labSession.byId.invalidate({ id: session.id }),
  });
  const { mutate } = accept;
  useEffect(() => {
    if (!opened) return undefined;
    const ask = () => {
      if (document.visibilityState === "visible") mutate({ id: session.id });
    };
    document.addEventListener("visibilitychange", ask);
    return () => document.removeEventListener("visibilitychange", ask);
  }, [opened, mutate, session.id]);

  return (
    <Card title={words.title}>
      <div className="flex flex-col items-start gap-4">
        <p className="text-muted-foreground">
          {words.text}
          {access.expiresAt === null ? null : (
            <>
              {" "}
              {words.expires} <AbsoluteTime at={access.expiresAt} />.
            </>
          )}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button
            loading={accept.isPending}
            onClick={() => mutate({ id: session.id })}
            variant={access.canAcceptHere ? "primary" : "secondary"}
          >
            {access.canAcceptHere ? words.button : words.check}
          </Button>
          <LinkButton
            href={access.invitationUrl ?? ""}
            onClick={() => setOpened(true)}
            rel="noopener"
            target="_blank"
            variant={access.canAcceptHere ? "secondary" : "primary"}
          >
            {access.canAcceptHere ? words.open : words.button}
          </LinkButton>
        </div>
        <p aria-live="polite" className="text-small text-muted-foreground empty:hidden">
          {answerOf(accept.data?.state, accept.error)}
        </p>
      </div>
    </Card>
  );
}

/** What the last try came to, while it was not accepted. */
function answerOf(state: string | undefined, error: unknown): string {
  if (error !== null) {
    const { sentence, nextAction } = readPublicError(error);
    return `${sentence} ${nextAction}`;
  }
  return state === "INVITED" ? words.stillOpen : "";
}
