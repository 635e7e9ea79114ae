import type { SessionDeps } from "../ports.ts";
import type { LeasedIntent } from "../store/intent-store.ts";

/** Longer than any single call to the provider; renewed before each step. */
export const leaseSeconds = 20;

/** What every step of provisioning gets. */
export interface ProvisionStep {
  readonly deps: SessionDeps;
  readonly intent: LeasedIntent;
  readonly correlationId: string;
}
