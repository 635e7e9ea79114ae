import type { MiddlewareHandler } from "hono";
import type { ApiEnv } from "../api/api-types.ts";
import { type PrimaryLimit, type RateWindows, subjectOf, usualLimit } from "../api/rate-windows.ts";
import type { LocalGithub } from "../local-github.ts";
import { costOfRequest } from "./cost-of-request.ts";
import { primaryLimit } from "./request-limits.ts";
import type { LimitSettings } from "./settings.ts";
import type { TestControl } from "./test-control.ts";

const HOUR_MS = 3_600_000;

// Made once for each setting: a window that was begun under another rule begins anew.
const rules = new WeakMap<LimitSettings, PrimaryLimit>();

/** The primary limit that the headers tell of. */
export function primaryOf(control: TestControl | null): PrimaryLimit {
  const settings = control?.limits.settings;
  if (!settings || settings.primaryPerHour === null) return usualLimit;
  const known = rules.get(settings);
  if (known) return known;
  const rule = { perHour: settings.primaryPerHour, hourMs: HOUR_MS / settings.timeScale };
  rules.set(settings, rule);
  return rule;
}

/** Refuses requests beyond the hour's and beyond those that may be under way at once. Answers that a fault holds back are under way. */
export function limitRequests(
  control: TestControl,
  windows: RateWindows,
): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (c.req.path === "/rate_limit") return next();
    const { settings, requests } = control.limits;
    const subject = subjectOf(c.var.caller);
    const leave = counted(control, () => {
      const { remaining } = windows.look(subject);
      if (settings.primaryPerHour !== null && remaining <= requests.underWay(subject))
        throw primaryLimit(subject);
      return requests.enter(subject);
    });
    try {
      return await next();
    } finally {
      leave();
    }
  };
}

/** Refuses content creation beyond what GitHub allows in a minute and an hour. */
export function limitCreation(
  github: LocalGithub,
  control: TestControl,
): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const cost = costOfRequest(github, c.req.method, c.req.path);
    if (cost === null) return next();
    const subject = subjectOf(c.var.caller);
    const end = counted(control, () => control.limits.requests.spend(subject, cost));
    try {
      return await next();
    } finally {
      end(c.res.status);
    }
  };
}

function counted<T>(control: TestControl, work: () => T): T {
  try {
    return work();
  } catch (refusal) {
    control.counts.limitAnswers += 1;
    throw refusal;
  }
}
