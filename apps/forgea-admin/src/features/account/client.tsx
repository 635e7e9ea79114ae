"use client";

import type { AccountView } from "@forgea/session";
import { readPublicError } from "@forgea/trpc/read-public-error";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { Card } from "@forgea/ui/card";
import { DescriptionItem, DescriptionList } from "@forgea/ui/description-list";
import { EmptyState } from "@forgea/ui/empty-state";
import { ErrorState } from "@forgea/ui/error-state";
import { MonoId } from "@forgea/ui/mono-id";
import { PageBody } from "@forgea/ui/page-body";
import { PageHeader } from "@forgea/ui/page-header";
import { SkeletonCard } from "@forgea/ui/skeleton";
import { TextLink } from "@forgea/ui/text-link";
import { app, roleLabels, account as words } from "../../lib/sentences.ts";
import { api } from "../../trpc/client.tsx";

/** The signed-in person's own account: name, role, and the linked account at the git provider. */
export function OwnAccount() {
  const query = api.staff.account.me.useQuery();
  return (
    <PageBody className="ms-0 max-w-3xl">
      <PageHeader title={app.account} />
      {query.data === undefined && query.isError ? (
        <AccountError
          error={query.error}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      ) : null}
      {query.isPending ? <SkeletonCard lines={5} /> : null}
      {query.data === undefined ? null : <AccountFacts me={query.data} />}
    </PageBody>
  );
}

function AccountFacts({ me }: { me: AccountView }) {
  return (
    <Card>
      <DescriptionList>
        <DescriptionItem term={words.name}>{me.name}</DescriptionItem>
        <DescriptionItem term={words.role}>
          {roleLabels[me.role]}
          <p className="text-small text-muted-foreground">{words.roleExplained[me.role]}</p>
        </DescriptionItem>
        {me.account === null ? null : (
          <>
            <DescriptionItem term={words.login}>
              <MonoId copyLabel={words.copyLogin} value={me.account.login} />
            </DescriptionItem>
            <DescriptionItem term={words.provider}>
              <TextLink external href={me.account.profileUrl}>
                {me.account.host}
              </TextLink>
            </DescriptionItem>
            <DescriptionItem term={words.linked}>
              <AbsoluteTime at={me.account.linkedAt} />
            </DescriptionItem>
            <DescriptionItem term={words.verified}>
              {me.account.verifiedAt === null ? (
                words.never
              ) : (
                <AbsoluteTime at={me.account.verifiedAt} />
              )}
            </DescriptionItem>
          </>
        )}
      </DescriptionList>
      {me.account === null ? (
        <EmptyState description={words.notLinkedText} title={words.notLinkedTitle} />
      ) : null}
    </Card>
  );
}

function AccountError({
  error,
  onRetry,
  retrying,
}: {
  error: unknown;
  onRetry: () => void;
  retrying: boolean;
}) {
  const { sentence, nextAction, traceId } = readPublicError(error);
  return (
    <ErrorState
      lost={sentence}
      next={nextAction}
      onRetry={onRetry}
      retrying={retrying}
      title={words.loadFailed}
      traceId={traceId ?? undefined}
    />
  );
}
