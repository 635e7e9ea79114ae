import { FollowInput } from "../../contracts/lab-session.ts";
import { followEvents } from "../../live/follow-events.ts";
import { staffProcedure } from "../init.ts";

export const followAllSessionsProcedure = staffProcedure
  .input(FollowInput)
  .subscription(({ ctx, input, signal }) =>
    followEvents(ctx.deps.feed, {
      actor: ctx.actor,
      lastEventId: input.lastEventId ?? null,
      wants: () => true,
      signal: signal ?? new AbortController().signal,
    }),
  );
