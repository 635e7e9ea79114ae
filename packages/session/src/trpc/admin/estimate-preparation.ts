import { EstimateInput, PreparationEstimate } from "../../contracts/staff-lab.ts";
import { estimatePreparation } from "../../use-cases/estimate-preparation.ts";
import { adminProcedure } from "../init.ts";

export const estimatePreparationProcedure = adminProcedure
  .input(EstimateInput)
  .output(PreparationEstimate)
  .query(({ ctx, input }) => estimatePreparation(ctx.deps, input));
