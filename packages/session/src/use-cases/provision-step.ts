import type { SessionDeps } from "../ports.ts";
import type { LeasedIntent, LeasedRepository } from "../store/intent-store.ts";

/** Longer than any single call to the provider; renewed before each step. */
export const leaseSeconds = 20;

/** What the steps get that make a repository, for a session or ahead of one. */
export interface MakingStep {
  readonly deps: SessionDeps;
  readonly intent: LeasedRepository;
}

/** What every step of provisioning gets. */
export interface ProvisionStep extends MakingStep {
  readonly intent: LeasedIntent;
  readonly correlationId: string;
}
