import { CodedError } from "@forgea/trpc/coded-error";
import type { PreparationEstimate } from "../contracts/staff-lab.ts";
import { forecastPreparation } from "../domain/preparation-estimate.ts";
import type { SessionDeps } from "../ports.ts";
import { findVersionToPrepare } from "../store/preparation-store.ts";
import { readWholeLine } from "../store/queue-store.ts";

/** What preparing takes, before it is asked for. Throws LAB_NOT_AVAILABLE. */
export async function estimatePreparation(
  deps: SessionDeps,
  request: { slug: string; count: number; classStartsAt: Date | null },
): Promise<PreparationEstimate> {
  const { slug, count, classStartsAt } = request;
  const version = await findVersionToPrepare(deps.database.prisma, slug, deps.clock.now());
  if (version === null) throw new CodedError("LAB_NOT_AVAILABLE");
  const limits = deps.github.creationLimits;
  const key = { host: deps.github.host, owner: deps.organisation };
  const { budget, waiting } = await readWholeLine(deps.database, key, limits);
  const forecast = forecastPreparation(budget, limits, budget.now, {
    ahead: waiting,
    count,
    classStartsAt: classStartsAt?.getTime() ?? null,
  });
  return {
    count,
    readyAt: new Date(forecast.readyAt),
    seconds: Math.ceil(forecast.durationMs / 1_000),
    startBy: forecast.startBy === null ? null : new Date(forecast.startBy),
    readyByClass: forecast.readyByClass,
  };
}
