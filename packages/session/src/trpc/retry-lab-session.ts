import { RetryInput } from "../contracts/lab-session.ts";
import { OverrideOutput } from "../contracts/monitor.ts";
import { retryLabSession } from "../use-cases/retry-lab-session.ts";
import { signedInProcedure, staffProcedure } from "./init.ts";

/** A student sets up the own stopped session again. */
export const retryLabSessionProcedure = signedInProcedure
  .input(RetryInput)
  .output(OverrideOutput)
  .mutation(({ ctx, input }) => retryLabSession(ctx.deps, ctx.actor, input, ctx.correlationId));

/** Staff set up a student's stopped session again. */
export const staffRetryLabSessionProcedure = staffProcedure
  .input(RetryInput)
  .output(OverrideOutput)
  .mutation(({ ctx, input }) => retryLabSession(ctx.deps, ctx.actor, input, ctx.correlationId));
