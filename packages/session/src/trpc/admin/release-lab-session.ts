import { OverrideInput } from "../../contracts/lab-session.ts";
import { RecountOutput } from "../../contracts/monitor.ts";
import { releaseLabSession } from "../../use-cases/release-lab-session.ts";
import { adminProcedure } from "../init.ts";

export const releaseLabSessionProcedure = adminProcedure
  .input(OverrideInput)
  .output(RecountOutput)
  .mutation(({ ctx, input }) => releaseLabSession(ctx.deps, ctx.actor, input, ctx.correlationId));
