import { ClearPreparationInput, ClearPreparationOutput } from "../../contracts/staff-lab.ts";
import { clearPreparation } from "../../use-cases/clear-preparation.ts";
import { adminProcedure } from "../init.ts";

export const clearPreparationProcedure = adminProcedure
  .input(ClearPreparationInput)
  .output(ClearPreparationOutput)
  .mutation(({ ctx, input }) => clearPreparation(ctx.deps, ctx.actor, input));
