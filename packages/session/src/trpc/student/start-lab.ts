import { StartLabInput, StartLabOutput } from "../../contracts/lab-session.ts";
import { startLab } from "../../use-cases/start-lab.ts";
import { signedInProcedure } from "../init.ts";

export const startLabProcedure = signedInProcedure
  .input(StartLabInput)
  .output(StartLabOutput)
  .mutation(({ ctx, input }) =>
    startLab(ctx.deps, ctx.actor, { ...input, correlationId: ctx.correlationId }),
  );
