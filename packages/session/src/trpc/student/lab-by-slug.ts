import { LabBySlugInput, LabView } from "../../contracts/lab.ts";
import { viewLab } from "../../use-cases/view-labs.ts";
import { signedInProcedure } from "../init.ts";

export const labBySlugProcedure = signedInProcedure
  .input(LabBySlugInput)
  .output(LabView)
  .query(({ ctx, input }) => viewLab(ctx.deps, ctx.actor, input.slug));
