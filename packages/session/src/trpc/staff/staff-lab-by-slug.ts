import { StaffLabBySlugInput, StaffLabView } from "../../contracts/staff-lab.ts";
import { viewStaffLab } from "../../use-cases/view-staff-labs.ts";
import { staffProcedure } from "../init.ts";

export const staffLabBySlugProcedure = staffProcedure
  .input(StaffLabBySlugInput)
  .output(StaffLabView)
  .query(({ ctx, input }) => viewStaffLab(ctx.deps, input.slug));
