import { MonitorListInput, MonitorPage } from "../../contracts/monitor.ts";
import { viewMonitor } from "../../use-cases/view-monitor.ts";
import { staffProcedure } from "../init.ts";

export const monitorPageProcedure = staffProcedure
  .input(MonitorListInput)
  .output(MonitorPage)
  .query(({ ctx, input }) =>
    viewMonitor(ctx.deps, {
      filter: input.filter ?? null,
      cursor: input.cursor ?? null,
      limit: input.limit,
    }),
  );
