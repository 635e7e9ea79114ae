import { ApiError } from "../api/api-error.ts";
import type { Counts } from "./counts.ts";
import type { LimitSettings } from "./settings.ts";
import { createSlidingWindow, type SlidingWindow } from "./sliding-window.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** What a request costs besides being one. */
export type Cost = "creation" | "invitation" | null;

export interface RequestLimits {
  /** Lets one more request of somebody in, or throws: too many are under way. Call what it returns when the answer is known. */
  enter(subject: string): () => void;
  /** How many requests of somebody are under way. */
  underWay(subject: string): number;
  /** Lets content be created, or throws: too much of it. Call what it returns with the status of the answer. */
  spend(subject: string, cost: Cost): (status: number) => void;
}

/**
 * GitHub's secondary limits, each person's and installation's on its own: requests at once, and
 * content creation in any minute and any hour. Throws 403 with `retry-after`; what is refused counts nothing.
 */
export function createRequestLimits(settings: LimitSettings, counts: () => Counts): RequestLimits {
  const { creations, invitationsCount, timeScale } = settings;
  const subjects = new Map<string, { windows: SlidingWindow[]; underWay: number }>();

  function stateOf(subject: string) {
    const known = subjects.get(subject);
    if (known) return known;
    const windows = creations
      ? [
          createSlidingWindow(creations.perMinute, MINUTE_MS / timeScale),
          createSlidingWindow(creations.perHour, HOUR_MS / timeScale),
        ]
      : [];
    const fresh = { windows, underWay: 0 };
    subjects.set(subject, fresh);
    return fresh;
  }

  return {
    underWay: (subject) => stateOf(subject).underWay,
    enter(subject) {
      const state = stateOf(subject);
      if (creations && state.underWay >= creations.atOnce)
        throw secondaryLimit(MINUTE_MS / timeScale);
      state.underWay += 1;
      return () => void (state.underWay -= 1);
    },
    spend(subject, cost) {
      const now = Date.now();
      const counted = cost === "creation" || (cost === "invitation" && invitationsCount);
      const windows = counted ? stateOf(subject).windows : [];
      const waitMs = Math.max(0, ...windows.map((window) => window.waitMs(now)));
      if (waitMs > 0) throw secondaryLimit(waitMs);
      for (const window of windows) window.add(now);
      if (cost === "creation") counts().creations += 1;
      return (status) => {
        if (cost !== "invitation") return;
        // Nobody was invited after all: already a collaborator, or refused.
        if (status === 201) counts().invitations += 1;
        else for (const window of windows) window.remove(now);
      };
    },
  };
}

/** GitHub's refusal of too much at once. */
export function secondaryLimit(waitMs: number, status = 403): ApiError {
  return new ApiError(
    status,
    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    {
      headers: { "Retry-After": String(Math.max(1, Math.ceil(waitMs / 1000))) },
      documentationUrl:
        "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits",
    },
  );
}

/** GitHub's refusal of too many requests an hour; when it ends stands in `x-ratelimit-reset`. */
export function primaryLimit(subject: string): ApiError {
  return new ApiError(403, `API rate limit exceeded for ${subject.replace(" ", " ID ")}.`, {
    documentationUrl:
      "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#primary-rate-limits",
  });
}
