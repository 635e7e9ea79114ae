import { OverrideInput } from "../../contracts/lab-session.ts";
import { RecountOutput } from "../../contracts/monitor.ts";
import { revertLabSession } from "../../use-cases/revert-lab-session.ts";
import { adminProcedure } from "../init.ts";

export const revertLabSessionProcedure = adminProcedure
  .input(OverrideInput)
  .output(RecountOutput)
  .mutation(({ ctx, input }) => revertLabSession(ctx.deps, ctx.actor, input, ctx.correlationId));
