import { NextAttemptOutput, RetryInput } from "../../contracts/lab-session.ts";
import { startFurtherAttempt } from "../../use-cases/start-further-attempt.ts";
import { signedInProcedure } from "../init.ts";

export const newAttemptProcedure = signedInProcedure
  .input(RetryInput)
  .output(NextAttemptOutput)
  .mutation(({ ctx, input }) => startFurtherAttempt(ctx.deps, ctx.actor, input, ctx.correlationId));
