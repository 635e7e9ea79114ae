import { ExtendInput } from "../../contracts/lab-session.ts";
import { RecountOutput } from "../../contracts/monitor.ts";
import { extendLabSession } from "../../use-cases/extend-lab-session.ts";
import { staffProcedure } from "../init.ts";

export const extendLabSessionProcedure = staffProcedure
  .input(ExtendInput)
  .output(RecountOutput)
  .mutation(({ ctx, input }) => extendLabSession(ctx.deps, ctx.actor, input, ctx.correlationId));
