"use client";

import { LiveBadge } from "@forgea/ui/live-badge";
import { useNow } from "@forgea/ui/use-now";
import { useLiveState } from "../client.tsx";
import { slowStartMs, staleAfterMs } from "../constants.ts";

/** Whether the page is true now: live, reconnecting, or stale since when. */
export function LiveStatus() {
  const state = useLiveState();
  if (state.phase === "reconnecting" || state.phase === "paused") {
    return <BrokenStatus since={state.since} />;
  }
  if (state.phase === "live") return <LiveBadge state="live" />;
  return (
    // A page that has just opened connects within moments: only a slow start is worth a word.
    <span className="animate-appear" style={{ animationDelay: `${slowStartMs}ms` }}>
      <LiveBadge state="reconnecting" />
    </span>
  );
}

/** A component of its own: the clock ticks by the second only while the stream is broken. */
function BrokenStatus({ since }: { since: number }) {
  const now = useNow("second");
  const stale = now !== null && now - since > staleAfterMs;
  return stale ? (
    <LiveBadge since={new Date(since)} state="stale" />
  ) : (
    <LiveBadge state="reconnecting" />
  );
}
