import type { SessionDeps } from "../ports.ts";
import { verifyRepositories } from "./verify-repositories.ts";
import { watchInstallation } from "./watch-installation.ts";
import { watchTemplates } from "./watch-templates.ts";

/**
 * Looks after what is at the provider: whether the installation reads what is ours, and then whether
 * bound repositories and templates are still there. Without access nothing else is looked at. Run
 * every few seconds by every worker; safe at once.
 */
export async function sweepBindings(deps: SessionDeps, correlationId: string): Promise<void> {
  if (!(await watchInstallation(deps, correlationId))) return;
  await verifyRepositories(deps, correlationId);
  await watchTemplates(deps, correlationId);
}
