import { ProviderError, type SessionDeps } from "../ports.ts";
import { claimAccessCheck, findLostAccess } from "../store/installation-store.ts";
import { checkInstallation, installationOf } from "./check-installation.ts";

/**
 * Checks access when a check is due: once a minute, every few seconds while it is lost. Answers
 * whether access is there as far as is known. One worker at a time does it.
 */
export async function watchInstallation(
  deps: SessionDeps,
  correlationId: string,
): Promise<boolean> {
  const key = installationOf(deps);
  if (await claimAccessCheck(deps.database, key, deps.clock.now())) {
    try {
      await checkInstallation(deps, correlationId);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      deps.log.warn({ err: error }, "access could not be checked: the provider says nothing");
    }
  }
  return (await findLostAccess(deps.database.prisma, key)) === null;
}
