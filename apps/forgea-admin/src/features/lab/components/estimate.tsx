"use client";

import { useNow } from "@forgea/ui/use-now";
import { keepPreviousData } from "@tanstack/react-query";
import { estimateSentences, prepare as words } from "../../../lib/lab-sentences.ts";
import { api } from "../../../trpc/client.tsx";

/** The provider's budget moves: an estimate is asked for again this often. */
const refreshMs = 10_000;

/** How long it takes, and the latest time to begin. */
export function Estimate(wish: { slug: string; count: number; classStartsAt: Date | null }) {
  const now = useNow("minute");
  const query = api.admin.preparation.estimate.useQuery(wish, {
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  });
  if (query.data === undefined || now === null) {
    return <p className="text-small text-muted-foreground">{words.estimating}</p>;
  }
  const today = new Date(now);
  const sentences = estimateSentences(query.data, wish.classStartsAt, today, (at) =>
    clockOf(at, today),
  );
  return (
    <div aria-live="polite" className="text-body tabular-nums">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

/** "07:41", with the day when it is another one. */
function clockOf(at: Date, today: Date): string {
  const sameDay = at.toDateString() === today.toDateString();
  const time = { hour: "2-digit", minute: "2-digit" } as const;
  const day = { weekday: "short", day: "numeric", month: "short" } as const;
  return at.toLocaleString("en-GB", sameDay ? time : { ...day, ...time });
}
