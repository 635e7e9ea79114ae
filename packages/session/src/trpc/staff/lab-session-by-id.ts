import { LabSessionByIdInput } from "../../contracts/lab-session.ts";
import { StaffLabSessionView } from "../../contracts/monitor.ts";
import { viewSessionForStaff } from "../../use-cases/view-session-for-staff.ts";
import { staffProcedure } from "../init.ts";

export const staffLabSessionByIdProcedure = staffProcedure
  .input(LabSessionByIdInput)
  .output(StaffLabSessionView)
  .query(({ ctx, input }) => viewSessionForStaff(ctx.deps, ctx.actor, input.id));
