import { ReopenInput } from "../../contracts/lab-session.ts";
import { RecountOutput } from "../../contracts/monitor.ts";
import { reopenLabSession } from "../../use-cases/reopen-lab-session.ts";
import { adminProcedure } from "../init.ts";

export const reopenLabSessionProcedure = adminProcedure
  .input(ReopenInput)
  .output(RecountOutput)
  .mutation(({ ctx, input }) => reopenLabSession(ctx.deps, ctx.actor, input, ctx.correlationId));
