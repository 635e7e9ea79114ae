"use client";

import { LiveBadge } from "@forgea/ui/live-badge";
import { useNow } from "@forgea/ui/use-now";
import { useLiveState } from "../client.tsx";
import { staleAfterMs } from "../constants.ts";

/** Whether the page is true now: live, reconnecting, or stale since when. */
export function LiveStatus() {
  const state = useLiveState();
  if (state.phase === "reconnecting" || state.phase === "paused") {
    return <BrokenStatus since={state.since} />;
  }
  // The first connection takes a moment: a place is kept, so that nothing moves and nothing alarms.
  const place = state.phase === "live" ? undefined : "invisible";
  return (
    <span className={place}>
      <LiveBadge state="live" />
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
