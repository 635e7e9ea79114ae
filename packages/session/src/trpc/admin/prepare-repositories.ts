import { PrepareInput, PrepareOutput } from "../../contracts/staff-lab.ts";
import { prepareRepositories } from "../../use-cases/prepare-repositories.ts";
import { adminProcedure } from "../init.ts";

export const prepareRepositoriesProcedure = adminProcedure
  .input(PrepareInput)
  .output(PrepareOutput)
  .mutation(({ ctx, input }) => prepareRepositories(ctx.deps, ctx.actor, input));
