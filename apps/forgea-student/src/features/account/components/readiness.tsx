"use client";

import type { ReadinessView } from "@forgea/session";
import { Button } from "@forgea/ui/button";
import { Card } from "@forgea/ui/card";
import { Spinner } from "@forgea/ui/spinner";
import { TextLink } from "@forgea/ui/text-link";
import { CircleAlert, CircleCheck, KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { account as words } from "../../../lib/sentences.ts";
import { api } from "../../../trpc/client.tsx";

interface ReadinessProps {
  readonly linked: boolean;
  readonly tokenPageUrl: string;
}

/** What a student needs before the first clone: what we know is ticked, what we cannot know is asked. */
export function Readiness({ linked, tokenPageUrl }: ReadinessProps) {
  const query = api.student.account.readiness.useQuery();
  const again = <LookAgain asking={query.isFetching} onClick={() => void query.refetch()} />;
  return (
    <Card description={words.readyText} title={words.ready}>
      <ul aria-label={words.ready} className="flex flex-col gap-2">
        <Line icon={<Mark good={linked} />}>
          {linked ? words.readyAccount : words.readyAccountMissing}
        </Line>
        {query.data === undefined ? (
          <Unanswered again={query.isError ? again : null} />
        ) : (
          <Answered again={again} view={query.data} />
        )}
        <Line icon={<KeyRound aria-hidden className="size-4 text-grey-icon" />}>
          {words.readyPassword}.{" "}
          <TextLink external href={tokenPageUrl}>
            {words.makeToken}
          </TextLink>
        </Line>
      </ul>
    </Card>
  );
}

function Unanswered({ again }: { again: ReactNode }) {
  if (again === null) return <Line icon={<Spinner />}>{words.readyProviderAsking}</Line>;
  return (
    <Line icon={<Mark good={false} />}>
      {words.readyUnknown}
      {again}
    </Line>
  );
}

interface AnsweredProps {
  readonly view: ReadinessView;
  readonly again: ReactNode;
}

function Answered({ view: { provider, invitations }, again }: AnsweredProps) {
  return (
    <>
      <Line icon={<Mark good={provider.reachable} />}>
        {provider.reachable
          ? words.readyProvider(provider.host)
          : words.readyProviderSilent(provider.host)}
        {provider.reachable ? null : again}
      </Line>
      {invitations.length === 0 ? (
        <Line icon={<Mark good />}>{words.readyInvitations}</Line>
      ) : (
        invitations.map(({ labSessionId, labTitle }) => (
          <Line icon={<Mark good={false} />} key={labSessionId}>
            {words.readyInvitation}{" "}
            <TextLink href={`/sessions/${labSessionId}`}>{labTitle}</TextLink>
          </Line>
        ))
      )}
    </>
  );
}

function LookAgain({ asking, onClick }: { asking: boolean; onClick: () => void }) {
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-small text-muted-foreground">
      {words.readyAgainText}
      <Button loading={asking} onClick={onClick} size="small">
        {words.readyAgain}
      </Button>
    </span>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2.5">
      <span className="grid h-(--body-leading) place-items-center">{icon}</span>
      <span>{children}</span>
    </li>
  );
}

function Mark({ good }: { good: boolean }) {
  return good ? (
    <CircleCheck aria-hidden className="size-4 text-green-icon" />
  ) : (
    <CircleAlert aria-hidden className="size-4 text-amber-icon" />
  );
}
