import { coincidence } from "./access-verdict.ts";

/** The two 404s that prove a loss are at least this far apart, in milliseconds. */
export const lossProofMs = 600_000;
/** Losses within this time are counted together, in milliseconds. */
export const massLossMs = 600_000;

/** What is known of a bound repository that the provider answered 404 for, by its id. */
export interface MissingRepository {
  /** The first 404; null when this is it. */
  readonly missingSince: Date | null;
  readonly now: Date;
  readonly proofMs: number;
  /** A signed `repository.deleted` for this id. */
  readonly deletedByWebhook: boolean;
  /** Whether the same installation could read other repositories of ours just now. */
  readonly othersReadable: boolean;
  readonly selection: "all" | "selected";
  /** A person was asked about this loss already, and released the session. */
  readonly releasedByPerson: boolean;
  /** Others of this installation that were lost within `massLossMs`, or are missing now. */
  readonly othersGone: number;
}

export type LossDecision =
  /** Not proven: look again then. */
  | { readonly kind: "look-again"; readonly missingSince: Date; readonly at: Date }
  | { readonly kind: "lost" }
  /** A person is asked instead. */
  | { readonly kind: "hold"; readonly reason: HoldReason };

export type HoldReason = "MASS_LOSS" | "REPOSITORY_UNREACHABLE";

/**
 * What follows from a 404 by id: it is no evidence by itself. Lost only when the provider signed that
 * it was deleted, or after two 404s far enough apart while others can be read. Pure.
 */
export function judgeMissing(facts: MissingRepository): LossDecision {
  const { now, proofMs } = facts;
  const missingSince = facts.missingSince ?? now;
  const provenAt = new Date(missingSince.getTime() + proofMs);
  const twice = facts.missingSince !== null && facts.othersReadable && now >= provenAt;
  if (!facts.deletedByWebhook && !twice) {
    const at = now >= provenAt ? new Date(now.getTime() + 60_000) : provenAt;
    return { kind: "look-again", missingSince, at };
  }
  const tooMany = facts.othersGone >= coincidence && !facts.releasedByPerson;
  if (tooMany) return { kind: "hold", reason: "MASS_LOSS" };
  // Outside of a selection, a repository that is there looks like one that is gone.
  if (!facts.deletedByWebhook && facts.selection === "selected") {
    return { kind: "hold", reason: "REPOSITORY_UNREACHABLE" };
  }
  return { kind: "lost" };
}

/** Whether a session is on hold only because its repository was missing: it goes on when that is back. */
export function heldForMissing(holdReason: string | null): boolean {
  const reasons: readonly (string | null)[] = [
    "MASS_LOSS",
    "REPOSITORY_UNREACHABLE",
  ] satisfies HoldReason[];
  return reasons.includes(holdReason);
}
