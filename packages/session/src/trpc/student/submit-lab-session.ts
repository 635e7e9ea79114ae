import { SubmitInput } from "../../contracts/lab-session.ts";
import { OverrideOutput } from "../../contracts/monitor.ts";
import { submitLabSession } from "../../use-cases/submit-lab-session.ts";
import { signedInProcedure } from "../init.ts";

export const submitLabSessionProcedure = signedInProcedure
  .input(SubmitInput)
  .output(OverrideOutput)
  .mutation(({ ctx, input }) => submitLabSession(ctx.deps, ctx.actor, input, ctx.correlationId));
