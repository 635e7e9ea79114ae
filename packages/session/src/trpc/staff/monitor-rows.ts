import { z } from "zod";
import { MonitorRow, MonitorRowsInput } from "../../contracts/monitor.ts";
import { viewMonitorRows } from "../../use-cases/view-monitor.ts";
import { staffProcedure } from "../init.ts";

export const monitorRowsProcedure = staffProcedure
  .input(MonitorRowsInput)
  .output(z.array(MonitorRow))
  .query(({ ctx, input }) => viewMonitorRows(ctx.deps, input.ids));
