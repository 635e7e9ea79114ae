import { ProviderAccessView, StaffProviderAccessView } from "../contracts/provider-access.ts";
import {
  viewProviderAccess,
  viewProviderAccessForStaff,
} from "../use-cases/view-provider-access.ts";
import { signedInProcedure, staffProcedure } from "./init.ts";

export const viewProviderAccessProcedure = signedInProcedure
  .output(ProviderAccessView)
  .query(({ ctx }) => viewProviderAccess(ctx.deps));

export const viewStaffProviderAccessProcedure = staffProcedure
  .output(StaffProviderAccessView)
  .query(({ ctx }) => viewProviderAccessForStaff(ctx.deps));
