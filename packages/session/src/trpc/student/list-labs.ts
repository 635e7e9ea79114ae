import { z } from "zod";
import { LabCard } from "../../contracts/lab.ts";
import { listLabs } from "../../use-cases/view-labs.ts";
import { signedInProcedure } from "../init.ts";

export const listLabsProcedure = signedInProcedure
  .output(z.array(LabCard))
  .query(({ ctx }) => listLabs(ctx.deps, ctx.actor));
