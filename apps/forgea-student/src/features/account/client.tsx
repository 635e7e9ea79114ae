"use client";

import type { AccountView } from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { Card } from "@forgea/ui/card";
import { DescriptionItem, DescriptionList } from "@forgea/ui/description-list";
import { NoticeBanner } from "@forgea/ui/notice-banner";
import { TextLink } from "@forgea/ui/text-link";
import { account as words } from "../../lib/sentences.ts";
import { api } from "../../trpc/client.tsx";
import { QueryProblem } from "../problem/query-problem.tsx";
import { AccountSkeleton } from "./components/account-skeleton.tsx";
import { Readiness } from "./components/readiness.tsx";

/** Who the actor is here and at the git provider, and whether a lab can begin. */
export function Account() {
  const query = api.student.account.me.useQuery();
  if (query.isPending) return <AccountSkeleton />;
  if (query.data === undefined) {
    return (
      <QueryProblem
        error={query.error}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
        title={words.failedToLoad}
      />
    );
  }
  const me = query.data;
  return (
    <>
      <Readiness linked={me.account !== null} tokenPageUrl={me.tokenPageUrl} />
      <Card title={words.linked}>
        {me.account === null ? (
          <NoticeBanner title={words.notLinkedTitle} tone="warning">
            {words.notLinkedText}
          </NoticeBanner>
        ) : (
          <LinkedAccount account={me.account} />
        )}
      </Card>
      <Card title={words.identity}>
        <DescriptionList>
          <DescriptionItem term={words.name}>{me.name}</DescriptionItem>
          <DescriptionItem term={words.role}>{words.roles[me.role]}</DescriptionItem>
        </DescriptionList>
      </Card>
    </>
  );
}

function LinkedAccount({ account }: { account: NonNullable<AccountView["account"]> }) {
  return (
    <DescriptionList>
      <DescriptionItem term={words.login}>
        <TextLink external href={account.profileUrl}>
          {account.login}
        </TextLink>
      </DescriptionItem>
      <DescriptionItem term={words.provider}>{account.host}</DescriptionItem>
      <DescriptionItem term={words.linkedAt}>
        <AbsoluteTime at={account.linkedAt} />
      </DescriptionItem>
      {account.verifiedAt === null ? null : (
        <DescriptionItem term={words.verifiedAt}>
          <AbsoluteTime at={account.verifiedAt} />
        </DescriptionItem>
      )}
    </DescriptionList>
  );
}
