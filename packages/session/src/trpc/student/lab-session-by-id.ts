import { LabSessionByIdInput, LabSessionView } from "../../contracts/lab-session.ts";
import { viewLabSession } from "../../use-cases/view-lab-session.ts";
import { signedInProcedure } from "../init.ts";

export const labSessionByIdProcedure = signedInProcedure
  .input(LabSessionByIdInput)
  .output(LabSessionView)
  .query(({ ctx, input }) => viewLabSession(ctx.deps, ctx.actor, input.id));
