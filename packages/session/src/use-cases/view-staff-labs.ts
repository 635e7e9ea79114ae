import { CodedError } from "@forgea/trpc/coded-error";
import type { StaffLabRow, StaffLabView } from "../contracts/staff-lab.ts";
import { forecastPreparation } from "../domain/preparation-estimate.ts";
import type { SessionDeps } from "../ports.ts";
import { readWholeLine } from "../store/queue-store.ts";
import {
  listPreparations,
  listStaffLabs,
  type PreparationRow,
  type StaffLab,
} from "../store/staff-lab-store.ts";

/** The newest preparations that a lab's page shows. */
const shownPreparations = 10;

/** All labs with their sessions by status and what is prepared. */
export async function viewStaffLabs(deps: SessionDeps): Promise<StaffLabRow[]> {
  const labs = await listStaffLabs(deps.database, null);
  return labs.map(toRow);
}

/** One lab with its preparations. Throws NOT_FOUND. */
export async function viewStaffLab(deps: SessionDeps, slug: string): Promise<StaffLabView> {
  const [lab] = await listStaffLabs(deps.database, slug);
  if (lab === undefined) throw new CodedError("NOT_FOUND");
  const preparations = await listPreparations(deps.database, lab.id, shownPreparations);
  const readyAt = preparations.some(({ waiting }) => waiting > 0) ? await whenReady(deps) : null;
  const shown = (row: PreparationRow) => ({ ...row, readyAt: row.waiting > 0 ? readyAt : null });
  const { summary, baseRepoUrl } = lab;
  return { ...toRow(lab), summary, baseRepoUrl, preparations: preparations.map(shown) };
}

/** When everything that waits in line is made. */
async function whenReady(deps: SessionDeps): Promise<Date> {
  const limits = deps.github.creationLimits;
  const key = { host: deps.github.host, owner: deps.organisation };
  const { budget, waiting } = await readWholeLine(deps.database, key, limits);
  const wish = { ahead: 0, count: Math.max(1, waiting), classStartsAt: null };
  return new Date(forecastPreparation(budget, limits, budget.now, wish).readyAt);
}

function toRow({ ready, waiting, ...lab }: StaffLab): StaffLabRow {
  const { slug, title, status, versionNumber, opensAt, dueAt, timeZone, sessions } = lab;
  const prepared = { ready, waiting };
  return { slug, title, status, versionNumber, opensAt, dueAt, timeZone, sessions, prepared };
}
