import { HeadView, LabSessionByIdInput } from "../../contracts/lab-session.ts";
import { readHeadOfSession } from "../../use-cases/read-head.ts";
import { signedInProcedure } from "../init.ts";

export const headOfLabSessionProcedure = signedInProcedure
  .input(LabSessionByIdInput)
  .output(HeadView)
  .query(({ ctx, input }) => readHeadOfSession(ctx.deps, ctx.actor, input.id));
