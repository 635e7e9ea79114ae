import { AccountView } from "../contracts/account.ts";
import { viewAccount } from "../use-cases/view-account.ts";
import { signedInProcedure, staffProcedure } from "./init.ts";

export const viewAccountProcedure = signedInProcedure
  .output(AccountView)
  .query(({ ctx }) => viewAccount(ctx.deps, ctx.actor));

export const viewStaffAccountProcedure = staffProcedure
  .output(AccountView)
  .query(({ ctx }) => viewAccount(ctx.deps, ctx.actor));
