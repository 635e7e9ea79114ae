import { z } from "zod";
import { StaffLabRow } from "../../contracts/staff-lab.ts";
import { viewStaffLabs } from "../../use-cases/view-staff-labs.ts";
import { staffProcedure } from "../init.ts";

export const listStaffLabsProcedure = staffProcedure
  .output(z.array(StaffLabRow))
  .query(({ ctx }) => viewStaffLabs(ctx.deps));
