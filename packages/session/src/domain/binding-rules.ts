import type { PushFacts } from "./push-facts.ts";
import { type CountingSession, counts } from "./push-time.ts";

/** Raised whenever a rule changes, and written into every rejection. */
export const ruleSetVersion = 1;

/** The mapping rows with the push's (host, repository id), newest first. */
export interface MappingRow {
  readonly id: string;
  readonly status: "PENDING" | "ACTIVE" | "RELEASED" | "TOMBSTONED";
  readonly owner: string;
  readonly name: string;
  readonly labSessionId: string;
}

export interface BindingRows {
  readonly mappings: readonly MappingRow[];
  /** The session of the ACTIVE mapping, locked; null when it is missing. */
  readonly labSession: CountingSession | null;
  /** Whether an accepted delivery already had exactly this body. */
  readonly bodyAccepted: boolean;
}

export type RejectionReason =
  | "REPO_UNKNOWN"
  | "REPO_AMBIGUOUS"
  | "REPO_TOMBSTONED"
  | "BINDING_RELEASED"
  | "SESSION_MISSING"
  | "SESSION_STATE_FORBIDS"
  | "SESSION_AMBIGUOUS";

export type PushDecision =
  | {
      readonly kind: "ignore";
      readonly reason: "REF_NOT_TRACKED" | "OWN_COMMIT" | "DUPLICATE_BODY";
    }
  | { readonly kind: "defer" }
  | {
      readonly kind: "reject";
      readonly reason: RejectionReason;
      readonly mapping: MappingRow | null;
    }
  | {
      readonly kind: "accept";
      readonly mapping: MappingRow;
      /** Null when it counts; the push is stored either way. */
      readonly notCounted: "SESSION_STATE_FORBIDS" | "SESSION_AMBIGUOUS" | null;
      readonly renamed: boolean;
    };

/** Decides a push by the first rule that fits. Pure: rows and facts in, one decision out. */
export function resolvePush(facts: PushFacts, rows: BindingRows): PushDecision {
  if (facts.deleted || facts.ref !== `refs/heads/${facts.defaultBranch}`) {
    return { kind: "ignore", reason: "REF_NOT_TRACKED" };
  }
  // Making a repository pushes its first commit: that is the lab, not the student's work.
  if (facts.sentByBot) return { kind: "ignore", reason: "OWN_COMMIT" };
  if (rows.bodyAccepted) return { kind: "ignore", reason: "DUPLICATE_BODY" };

  const active = rows.mappings.filter((mapping) => mapping.status === "ACTIVE");
  const [mapping] = active;
  if (active.length > 1) return { kind: "reject", reason: "REPO_AMBIGUOUS", mapping: null };
  if (mapping === undefined) return withoutActive(rows.mappings);
  if (rows.labSession === null) return { kind: "reject", reason: "SESSION_MISSING", mapping };

  const counting = counts({ pushedAt: facts.pushedAt, commitSha: facts.after }, rows.labSession);
  return {
    kind: "accept",
    mapping,
    notCounted: counting.counts ? null : counting.reason,
    renamed: mapping.owner !== facts.owner || mapping.name !== facts.name,
  };
}

function withoutActive(mappings: readonly MappingRow[]): PushDecision {
  if (mappings.some((mapping) => mapping.status === "PENDING")) return { kind: "defer" };
  const [newest] = mappings;
  if (newest === undefined) return { kind: "reject", reason: "REPO_UNKNOWN", mapping: null };
  const reason = newest.status === "RELEASED" ? "BINDING_RELEASED" : "REPO_TOMBSTONED";
  return { kind: "reject", reason, mapping: newest };
}
