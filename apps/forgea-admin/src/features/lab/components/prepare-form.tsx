"use client";

import { mostPrepared } from "@forgea/session";
import { readPublicError } from "@forgea/trpc/read-public-error";
import { Button } from "@forgea/ui/button";
import { Field } from "@forgea/ui/field";
import { Input } from "@forgea/ui/input";
import { NoticeBanner } from "@forgea/ui/notice-banner";
import { Select } from "@forgea/ui/select";
import { toast } from "@forgea/ui/toaster";
import { useNow } from "@forgea/ui/use-now";
import { type FormEvent, useState } from "react";
import { prepare as words } from "../../../lib/lab-sentences.ts";
import { api } from "../../../trpc/client.tsx";
import { readWish, type WishFields } from "../read-wish.ts";
import { Estimate } from "./estimate.tsx";

const keepOptions = Object.entries(words.keepHours).map(([value, label]) => ({ value, label }));
const empty: WishFields = { count: "", classStarts: "", keepHours: "4" };

/** Asks how many, for when, and says what that takes before it is asked for. */
export function PrepareForm({ slug, versionNumber }: { slug: string; versionNumber: number }) {
  const utils = api.useUtils();
  const mutation = api.admin.preparation.prepare.useMutation();
  const [fields, setFields] = useState(empty);
  const [key, setKey] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const [asked, setAsked] = useState(false);
  const now = useNow("minute");
  const { count, classStartsAt, wantedUntil, wrong } = readWish(fields, now ?? 0);
  const zone = now === null ? "" : new Intl.DateTimeFormat().resolvedOptions().timeZone;

  function change(patch: Partial<WishFields>) {
    setFields({ ...fields, ...patch });
    // Another request, another key.
    setKey(null);
    setProblem(undefined);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (count === null || wrong.classStarts || mutation.isPending) return;
    const idempotencyKey = key ?? crypto.randomUUID();
    setKey(idempotencyKey);
    setProblem(undefined);
    try {
      const request = { slug, versionNumber, count, classStartsAt, wantedUntil };
      await mutation.mutateAsync({ ...request, idempotencyKey });
      toast.success(words.done(count));
      setFields(empty);
      setKey(null);
      setAsked(false);
    } catch (error) {
      const { sentence, nextAction } = readPublicError(error);
      setProblem(`${sentence} ${nextAction}`);
    }
    void utils.staff.lab.bySlug.invalidate({ slug });
  }

  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field
          error={asked && wrong.count ? words.countWrong(mostPrepared) : undefined}
          hint={words.countHint(mostPrepared)}
          label={words.count}
        >
          <Input
            inputMode="numeric"
            onChange={(event) => change({ count: event.target.value })}
            value={fields.count}
          />
        </Field>
        <Field
          error={wrong.classStarts ? words.classStartsWrong : undefined}
          hint={words.classStartsHint(zone)}
          label={words.classStarts}
          optional
        >
          <Input
            onChange={(event) => change({ classStarts: event.target.value })}
            type="datetime-local"
            value={fields.classStarts}
          />
        </Field>
        <Field hint={words.keepHint} label={words.keep}>
          <Select
            onValueChange={(keepHours) => change({ keepHours })}
            options={keepOptions}
            value={fields.keepHours}
          />
        </Field>
      </div>
      {count === null || wrong.classStarts ? null : (
        <Estimate classStartsAt={classStartsAt} count={count} slug={slug} />
      )}
      {problem === undefined ? null : <NoticeBanner tone="danger">{problem}</NoticeBanner>}
      <div>
        <Button loading={mutation.isPending} type="submit" variant="primary">
          {count === null ? words.plainButton : words.button(count)}
        </Button>
      </div>
    </form>
  );
}
