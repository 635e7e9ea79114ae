import { readCosts } from "../domain/read-budget.ts";
import { ProviderError, type SessionDeps } from "../ports.ts";
import { takeReads } from "../store/read-budget-store.ts";
import { claimMissingTemplates, noteTemplateFound } from "../store/template-store.ts";
import { stopWaiting } from "./answer-missing-template.ts";
import { installationOf } from "./check-installation.ts";

/**
 * Looks for the templates that are gone: one that is back makes its labs available again, for one that
 * is not, whoever began to wait meanwhile is stopped.
 */
export async function watchTemplates(deps: SessionDeps, correlationId: string): Promise<void> {
  const missing = await claimMissingTemplates(deps.database, deps.github.host, deps.clock.now());
  for (const key of missing) {
    if ((await takeReads(deps.database, installationOf(deps), readCosts.lookForTemplate)) < 1) {
      return;
    }
    try {
      const found = await deps.github.findRepositoryById(key.repoId);
      if (found === null) await stopWaiting(deps, key, correlationId);
      else {
        await noteTemplateFound(deps.database, key, `${found.owner}/${found.name}`);
        deps.log.warn({ template: `${found.owner}/${found.name}` }, "a template is back");
      }
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      deps.log.warn({ err: error }, "a missing template could not be looked for");
    }
  }
}
