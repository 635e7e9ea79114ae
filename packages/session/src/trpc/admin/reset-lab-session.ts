import { NextAttemptOutput, OverrideInput } from "../../contracts/lab-session.ts";
import { resetLabSession } from "../../use-cases/reset-lab-session.ts";
import { adminProcedure } from "../init.ts";

export const resetLabSessionProcedure = adminProcedure
  .input(OverrideInput)
  .output(NextAttemptOutput)
  .mutation(({ ctx, input }) => resetLabSession(ctx.deps, ctx.actor, input, ctx.correlationId));
