import type { SessionDeps } from "../ports.ts";
import {
  findTemplateName,
  findWaitingForTemplate,
  markTemplateMissing,
  rememberTemplateName,
  type TemplateKey,
} from "../store/template-store.ts";
import { abandonProvisioning } from "./abandon-provisioning.ts";
import { failProvisioning } from "./fail-provisioning.ts";
import type { ProvisionStep } from "./provision-step.ts";

/** What the page says of a session whose template is gone. */
const failureCode = "TEMPLATE_UNAVAILABLE";

/**
 * The provider answered 404 to "make it from this template". Renamed: its name today is kept, and the
 * answer is to try again now. Gone by name and by id, while others can be read: the template is marked, this
 * session and all that wait for it stop. `refused`: the template is there, so it was something else.
 */
export async function answerMissingTemplate(
  step: ProvisionStep,
  othersReadable: boolean,
): Promise<Date | null | "refused"> {
  const { deps, intent, correlationId } = step;
  const { github, database } = deps;
  const key: TemplateKey = { host: intent.host, repoId: intent.templateRepoId };
  const known = (await findTemplateName(database, key)) ?? intent.templateFullName;
  const [owner = "", name = ""] = known.split("/");
  const found =
    (await github.findRepositoryById(key.repoId)) ??
    (await github.findRepositoryByName(owner, name));
  if (found !== null && found.id === key.repoId) {
    const today = `${found.owner}/${found.name}`;
    if (today.toLowerCase() === known.toLowerCase()) return "refused";
    await rememberTemplateName(database, key, today);
    deps.log.warn({ template: today, was: known }, "a template was renamed; it is followed");
    return new Date();
  }
  // Alone in the installation, it cannot be told from access that is lost.
  if (!othersReadable) return "refused";
  await markTemplateMissing(database, key, deps.clock.now());
  deps.log.error({ template: known }, "a template is gone: its labs cannot be started");
  await failProvisioning(step, failureCode);
  await stopWaiting(deps, key, correlationId);
  return null;
}

/** Stops the sessions that wait for a template that is gone, as many as one round may. */
export async function stopWaiting(
  deps: SessionDeps,
  key: TemplateKey,
  correlationId: string,
): Promise<void> {
  for (const labSessionId of await findWaitingForTemplate(deps.database, key)) {
    await abandonProvisioning(deps, labSessionId, failureCode, correlationId);
  }
}
