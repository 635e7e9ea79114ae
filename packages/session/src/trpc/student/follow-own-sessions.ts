import { FollowInput } from "../../contracts/lab-session.ts";
import { followEvents } from "../../live/follow-events.ts";
import { signedInProcedure } from "../init.ts";

export const followOwnSessionsProcedure = signedInProcedure
  .input(FollowInput)
  .subscription(({ ctx, input, signal }) =>
    followEvents(ctx.deps.feed, {
      actor: ctx.actor,
      lastEventId: input.lastEventId ?? null,
      wants: (row) => row.userId === ctx.actor.id,
      signal: signal ?? new AbortController().signal,
    }),
  );
