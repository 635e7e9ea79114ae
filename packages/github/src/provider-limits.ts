import { type CallLimits, creationLimits, scaleLimits } from "@forgea/session/ports";
import { z } from "zod";

const Count = z.int().positive();
const OwnLimits = z.strictObject({ perMinute: Count, perHour: Count, atOnce: Count });

/** What an environment says about a provider's limits. */
export interface LimitSettings {
  readonly host: string;
  /** PROVIDER_LIMITS: `none`, `github`, or JSON with perMinute, perHour and atOnce. */
  readonly limits: string | undefined;
  /** PROVIDER_TIME_SCALE: how many times as fast time passes; only test stacks set it. */
  readonly timeScale: string | undefined;
}

/**
 * The limits of a provider. Not said: GitHub's less a margin, and none for local-github, which has
 * none unless a test run asks it to. Throws when the settings cannot be read.
 */
export function readProviderLimits(settings: LimitSettings): CallLimits | null {
  const text = settings.limits ?? (settings.host === "local-github" ? "none" : "github");
  const limits = parseLimits(text);
  const timeScale = z.coerce
    .number()
    .min(1)
    .max(10_000)
    .safeParse(settings.timeScale ?? "1");
  if (!timeScale.success) throw new Error("PROVIDER_TIME_SCALE is not a number from 1 to 10000.");
  return limits === null ? null : scaleLimits(limits, timeScale.data);
}

function parseLimits(text: string): CallLimits | null {
  if (text === "none") return null;
  if (text === "github") return creationLimits;
  const parsed = OwnLimits.safeParse(readJson(text));
  if (parsed.success) return { ...creationLimits, ...parsed.data };
  throw new Error("PROVIDER_LIMITS is not none, github, or JSON with perMinute, perHour, atOnce.");
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
