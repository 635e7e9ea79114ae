/** Why the App cannot reach what is ours. */
export type AccessLostReason = "UNINSTALLED" | "SUSPENDED" | "NARROWED" | "UNREADABLE";

/** What was seen when access was checked. */
export type AccessSight =
  | { readonly kind: "uninstalled" | "suspended" | "refused" }
  /** The installation reaches all repositories; `tried` of ours were read by id. */
  | { readonly kind: "all"; readonly tried: number; readonly readable: number }
  /** It reaches a selection; `ours` are known to us, and so many of those lie outside of it. */
  | { readonly kind: "selected"; readonly ours: number; readonly outside: number };

export type AccessVerdict =
  | { readonly lost: AccessLostReason }
  /** `othersReadable`: at least one repository of ours was really seen. */
  | {
      readonly lost: null;
      readonly selection: "all" | "selected";
      readonly othersReadable: boolean;
    };

/** More missing at once than this is no coincidence: access was narrowed, or a person is asked. */
export const coincidence = 3;

/** Whether access is lost. One missing repository among readable ones is a matter of its own. Pure. */
export function judgeAccess(sight: AccessSight): AccessVerdict {
  switch (sight.kind) {
    case "uninstalled":
      return { lost: "UNINSTALLED" };
    case "suspended":
      return { lost: "SUSPENDED" };
    case "refused":
      return { lost: "UNREADABLE" };
    case "all":
      if (sight.tried > 0 && sight.readable === 0) return { lost: "UNREADABLE" };
      return { lost: null, selection: "all", othersReadable: sight.readable > 0 };
    case "selected": {
      const reached = sight.ours - sight.outside;
      if (sight.outside > coincidence || (sight.ours > 0 && reached === 0)) {
        return { lost: "NARROWED" };
      }
      return { lost: null, selection: "selected", othersReadable: reached > 0 };
    }
  }
}

const firstPauseMs = 2_000;
const longestPauseMs = 15_000;
/** How often access is checked while nothing is wrong, in milliseconds. */
export const accessCheckMs = 60_000;

/** How long until access is checked again after the n-th check in a row that found it lost. */
export function lostCheckPauseMs(lostChecks: number): number {
  return Math.min(firstPauseMs * 1.5 ** Math.max(0, lostChecks - 1), longestPauseMs);
}
