import type { ProviderAccessView, StaffProviderAccessView } from "../contracts/provider-access.ts";
import type { SessionDeps } from "../ports.ts";
import { findLostAccess } from "../store/installation-store.ts";
import { listLabsWithoutTemplate } from "../store/template-store.ts";
import { installationOf } from "./check-installation.ts";

/** Whether the repositories can be reached, as far as a student needs to know. */
export async function viewProviderAccess(deps: SessionDeps): Promise<ProviderAccessView> {
  const lost = await findLostAccess(deps.database.prisma, installationOf(deps));
  return { lostSince: lost?.since ?? null };
}

/** The same for staff, with the reason, and the labs whose template is gone. */
export async function viewProviderAccessForStaff(
  deps: SessionDeps,
): Promise<StaffProviderAccessView> {
  const [lost, labsWithoutTemplate] = await Promise.all([
    findLostAccess(deps.database.prisma, installationOf(deps)),
    listLabsWithoutTemplate(deps.database),
  ]);
  return { organisation: deps.organisation, lost, labsWithoutTemplate };
}
