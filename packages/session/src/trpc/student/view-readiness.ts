import { ReadinessView } from "../../contracts/account.ts";
import { viewReadiness } from "../../use-cases/view-readiness.ts";
import { signedInProcedure } from "../init.ts";

export const viewReadinessProcedure = signedInProcedure
  .output(ReadinessView)
  .query(({ ctx }) => viewReadiness(ctx.deps, ctx.actor));
