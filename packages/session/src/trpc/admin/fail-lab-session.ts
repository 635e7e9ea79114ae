import { OverrideInput } from "../../contracts/lab-session.ts";
import { OverrideOutput } from "../../contracts/monitor.ts";
import { overrideLabSession } from "../../use-cases/override-lab-session.ts";
import { adminProcedure } from "../init.ts";

export const failLabSessionProcedure = adminProcedure
  .input(OverrideInput)
  .output(OverrideOutput)
  .mutation(({ ctx, input }) =>
    overrideLabSession(ctx.deps, ctx.actor, "fail", input, ctx.correlationId),
  );
