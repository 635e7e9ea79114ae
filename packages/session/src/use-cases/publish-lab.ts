import { CodedError } from "@forgea/trpc/coded-error";
import type { ProviderHead, ProviderRepository, SessionDeps } from "../ports.ts";
import { findLabToPublish, insertPublishedVersion, type LabToPublish } from "../store/lab-store.ts";

export interface PublishRequest {
  readonly labId: string;
  /** Markdown. */
  readonly instructions: string;
  readonly durationMinutes: number | null;
  readonly resultKind: "CODE" | "WEB_PAGE";
}

/**
 * Publishes a new version: makes our own private copy of the template and records its tree, so that
 * no later edit of the template can change or break a start. A copy left by a publish that was cut
 * off is adopted. Throws TEMPLATE_NOT_READABLE when there is no such repository, or none that the App may read,
 * TEMPLATE_RENAMED (with its name today), TEMPLATE_EMPTY, or TEMPLATE_NAME_TAKEN.
 */
export async function publishLab(deps: SessionDeps, request: PublishRequest): Promise<string> {
  const lab = await findLabToPublish(deps.database, request.labId);
  if (lab === null) throw new CodedError("NOT_FOUND");
  const [owner = "", name = ""] = new URL(lab.baseRepoUrl).pathname.slice(1).split("/");
  const source = await deps.github.followRepository(owner, name);
  if (source === null)
    throw new CodedError("TEMPLATE_NOT_READABLE", { repository: `${owner}/${name}` });
  const today = `${source.owner}/${source.name}`;
  if (today.toLowerCase() !== `${owner}/${name}`.toLowerCase()) {
    throw new CodedError("TEMPLATE_RENAMED", { repository: today });
  }
  const head = await deps.github.readHead(source);
  if (head === null) throw new CodedError("TEMPLATE_EMPTY", { repository: today });
  const template = await freezeTemplate(deps, lab, source, head);
  return insertPublishedVersion(deps.database, {
    ...request,
    number: lab.nextNumber,
    source: { host: deps.github.host, repository: source, commitSha: head.commitSha },
    template: { host: deps.github.host, repository: template, treeSha: head.treeSha },
    at: deps.clock.now(),
  });
}

async function freezeTemplate(
  deps: SessionDeps,
  lab: LabToPublish,
  source: ProviderRepository,
  head: ProviderHead,
): Promise<ProviderRepository> {
  const owner = deps.organisation;
  const name = `${lab.slug}-v${lab.nextNumber}`;
  const description = `forgea:template:${lab.id}:${lab.nextNumber}`;
  const existing = await deps.github.findRepositoryByName(owner, name);
  if (existing !== null && existing.description !== description) {
    throw new CodedError("TEMPLATE_NAME_TAKEN", { repository: `${owner}/${name}` });
  }
  const template =
    existing ??
    (await deps.github.generateRepository({
      templateOwner: source.owner,
      templateName: source.name,
      owner,
      name,
      description,
    }));
  await waitForTree(deps, template, head.treeSha);
  await deps.github.markAsTemplate(owner, name);
  return template;
}

const pauseMs = 500;
const maxTries = 180;

/** The copy is made asynchronously; its tree must be the source's before anything starts from it. */
async function waitForTree(
  deps: SessionDeps,
  template: ProviderRepository,
  treeSha: string,
): Promise<void> {
  for (let attempt = 0; attempt < maxTries; attempt++) {
    const head = await deps.github.readHead(template);
    if (head?.treeSha === treeSha) return;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new CodedError("PROVIDER_UNAVAILABLE");
}
