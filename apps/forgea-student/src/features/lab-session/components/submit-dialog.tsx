"use client";

import { actionLabels, type HeadView, type LabSessionView } from "@forgea/session";
import { readPublicError } from "@forgea/trpc/read-public-error";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { ConfirmDialog } from "@forgea/ui/confirm-dialog";
import { NoticeBanner } from "@forgea/ui/notice-banner";
import { Spinner } from "@forgea/ui/spinner";
import { toast } from "@forgea/ui/toaster";
import { useRef } from "react";
import { submit } from "../../../lib/sentences.ts";
import { api } from "../../../trpc/client.tsx";

interface SubmitDialogProps {
  readonly session: LabSessionView;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Reads the branch's head, names the commit, and hands it in. */
export function SubmitDialog({ session, open, onOpenChange }: SubmitDialogProps) {
  const { id, version } = session;
  const utils = api.useUtils();
  const head = api.student.labSession.head.useQuery(
    { id },
    // Asked anew at each opening: an old head would name a commit that is no longer it.
    { enabled: open, staleTime: 0, gcTime: 0, retry: false },
  );
  const complete = api.student.labSession.submit.useMutation();
  const key = useIdempotencyKey(`${version} ${head.data?.commitSha ?? ""}`);
  const commitSha = head.isFetching ? null : (head.data?.commitSha ?? null);

  const handIn = async () => {
    if (commitSha === null) return submit.noHead;
    try {
      await complete.mutateAsync({
        id,
        expectedVersion: version,
        commitSha,
        idempotencyKey: key(),
      });
    } catch (error) {
      const problem = readPublicError(error);
      if (problem.code === "HEAD_MOVED") await head.refetch();
      if (problem.code !== "NO_ANSWER") void utils.student.labSession.byId.invalidate({ id });
      if (problem.code === "HEAD_MOVED") return submit.headMoved;
      if (problem.code === "STALE_VERSION") return submit.stale;
      return `${problem.sentence} ${problem.nextAction}`;
    }
    await utils.student.labSession.byId.invalidate({ id });
    toast.success(submit.done);
    return undefined;
  };

  return (
    <ConfirmDialog
      confirmDisabled={commitSha === null}
      confirmLabel={actionLabels.complete}
      description={submit.after}
      onConfirm={handIn}
      onOpenChange={onOpenChange}
      open={open}
      title={submit.dialogTitle}
    >
      <div aria-live="polite" className="flex min-h-(--body-leading) flex-col gap-3">
        {head.isFetching ? (
          <p className="flex items-center gap-2 text-muted-foreground">
            <Spinner /> {submit.reading}
          </p>
        ) : null}
        {head.isError && !head.isFetching ? (
          <NoticeBanner tone="danger">{submit.headFailed}</NoticeBanner>
        ) : null}
        {head.data === undefined || head.isFetching ? null : <NamedHead head={head.data} />}
      </div>
    </ConfirmDialog>
  );
}

function NamedHead({ head }: { head: HeadView }) {
  if (head.commitSha === null) return <NoticeBanner tone="warning">{submit.noHead}</NoticeBanner>;
  return (
    <>
      <p className="text-foreground">
        {submit.youSubmit} <code className="font-mono">{head.commitSha.slice(0, 7)}</code>
        {head.pushedAt === null ? "." : null}
        {head.pushedAt === null ? null : (
          <>
            , {submit.pushedAt} <AbsoluteTime at={head.pushedAt} format="clock" />.
          </>
        )}
      </p>
      {head.source === "last-known" ? (
        <NoticeBanner tone="warning">
          {submit.lastKnown} <AbsoluteTime at={head.asOf} format="clock" />.
        </NoticeBanner>
      ) : null}
    </>
  );
}

/** One key for one intent: a retry of the same submit keeps it, another commit gets another. */
function useIdempotencyKey(intent: string): () => string {
  const kept = useRef<{ intent: string; key: string } | null>(null);
  return () => {
    if (kept.current?.intent !== intent) kept.current = { intent, key: crypto.randomUUID() };
    return kept.current.key;
  };
}
