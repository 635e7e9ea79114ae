"use client";

import type { LabSessionView } from "@forgea/session";
import { readPublicError } from "@forgea/trpc/read-public-error";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { Button } from "@forgea/ui/button";
import { Card } from "@forgea/ui/card";
import { LinkButton } from "@forgea/ui/link-button";
import { CircleAlert } from "lucide-react";
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

  const here = (
    <Button
      key="here"
      loading={accept.isPending}
      onClick={() => mutate({ id: session.id })}
      variant={access.canAcceptHere ? "primary" : "secondary"}
    >
      {access.canAcceptHere ? words.button : words.check}
    </Button>
  );
  const atProvider = (
    <LinkButton
      external
      href={access.invitationUrl ?? ""}
      key="at-provider"
      onClick={() => setOpened(true)}
      variant={access.canAcceptHere ? "secondary" : "primary"}
    >
      {access.canAcceptHere ? words.open : words.button}
    </LinkButton>
  );
  const answer = answerOf(accept.data?.state, accept.error);

  return (
    <Card title={words.title}>
      <div className="flex flex-col gap-4">
        <p className="text-muted-foreground">{words.text}</p>
        <div className="flex flex-col gap-2 sm:flex-row">
          {access.canAcceptHere ? [here, atProvider] : [atProvider, here]}
        </div>
        <div aria-live="polite" className="flex flex-col gap-2">
          {answer === "" ? null : (
            <p className="flex items-start gap-2.5">
              <span className="grid h-(--body-leading) shrink-0 place-items-center">
                <CircleAlert aria-hidden className="size-4 text-amber-icon" />
              </span>
              {answer}
            </p>
          )}
          {access.expiresAt === null ? null : (
            <p className="text-small text-muted-foreground">
              {words.expires} <AbsoluteTime at={access.expiresAt} format="day-minute" />.
            </p>
          )}
        </div>
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
