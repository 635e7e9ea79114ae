import { seededRandom } from "./seeded-random.ts";
import type { FaultRule, FaultSettings } from "./settings.ts";

/** What a rule can look at. */
export interface AskedFor {
  method: string;
  /** Spellings of the path below /api/v3: as it was asked for, and with the repository's name in place of its id. */
  paths: string[];
  /** `owner/name` and the name in the body, as far as there are any. */
  repositories: string[];
}

export interface FaultPlan {
  /** The faults of a request in their order: delays that fit, then the first other rule that fits. */
  next(asked: AskedFor): FaultRule[];
  readonly isEmpty: boolean;
}

/** Draws faults by rules. Each rule has random numbers of its own, so that they depend on the seed and its own requests only. */
export function createFaultPlan(settings: FaultSettings): FaultPlan {
  const rules = settings.rules.map((rule) => ({
    rule,
    left: rule.times ?? Number.POSITIVE_INFINITY,
    random: seededRandom(settings.seed, rule.id),
    path: rule.path === undefined ? undefined : new RegExp(rule.path),
    repository: rule.repository === undefined ? undefined : new RegExp(rule.repository),
  }));
  return {
    isEmpty: rules.length === 0,
    next(asked) {
      const found: FaultRule[] = [];
      for (const one of rules) {
        const { rule, path, repository } = one;
        if (one.left === 0) continue;
        if (rule.method !== undefined && rule.method !== asked.method) continue;
        if (path && !asked.paths.some((text) => path.test(text))) continue;
        if (repository && !asked.repositories.some((text) => repository.test(text))) continue;
        if (rule.probability !== undefined && one.random() >= rule.probability) continue;
        one.left -= 1;
        found.push(rule);
        if (rule.kind !== "delay") break;
      }
      return found;
    },
  };
}
