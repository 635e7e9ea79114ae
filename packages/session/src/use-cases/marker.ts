import type { ProviderRepository } from "../ports.ts";

/** The mark in a repository's description by which we know our own. */
export function markerOf(intentId: string): string {
  return `forgea:${intentId}`;
}

/** Whether a repository is the private one that was made for this intent. */
export function carriesMarker(repository: ProviderRepository, intentId: string): boolean {
  return repository.private && repository.description === markerOf(intentId);
}

const marker = /^forgea:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The intent that a repository's mark names, or null when it carries none. */
export function intentIdOf(repository: Pick<ProviderRepository, "description">): string | null {
  return marker.exec(repository.description ?? "")?.[1] ?? null;
}
