import { z } from "zod";

const count = z.number().int().positive().max(1_000_000);
const probability = z.number().min(0).max(1);
const milliseconds = z.number().int().min(0).max(3_600_000);
const seed = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const expression = z.string().max(500).refine(isExpression, "not a regular expression");

/** GitHub's limits, where they are asked for; a minute lasts 60 / `timeScale` seconds. */
export const LimitSettings = z.strictObject({
  creations: z.strictObject({ perMinute: count, perHour: count, atOnce: count }).nullable(),
  primaryPerHour: count.nullable(),
  invitationsCount: z.boolean(),
  timeScale: z.number().positive().max(10_000),
});
export type LimitSettings = z.infer<typeof LimitSettings>;

/** Who needs no invitation. */
export const MemberSettings = z.strictObject({
  logins: z.union([z.enum(["all", "none"]), z.array(z.string().min(1)).max(10_000)]),
});

const FaultRule = z.strictObject({
  id: z.string().min(1).max(100),
  method: z
    .string()
    .regex(/^[A-Z]+$/)
    .optional(),
  path: expression.optional(),
  repository: expression.optional(),
  kind: z.enum(["status", "lost-answer", "stall", "delay", "nonsense", "drop"]),
  status: z.number().int().min(400).max(599).optional(),
  retryAfterSeconds: z.number().int().min(0).max(86_400).optional(),
  ms: milliseconds.optional(),
  probability: probability.optional(),
  times: count.optional(),
});
export type FaultRule = z.infer<typeof FaultRule>;

/** Which requests go wrong, and how. */
export const FaultSettings = z
  .strictObject({ seed, rules: z.array(FaultRule).max(200) })
  .refine(({ rules }) => new Set(rules.map((rule) => rule.id)).size === rules.length, {
    message: "two rules have the same id",
    path: ["rules"],
  });
export type FaultSettings = z.infer<typeof FaultSettings>;

/** How long generated repositories wait for their content. */
export const CopyDelaySettings = z.strictObject({ ms: milliseconds });

/** What happens to webhooks on their way. */
export const WebhookSettings = z.strictObject({
  seed,
  drop: probability,
  double: probability,
  reorder: probability,
  delayMs: milliseconds,
  off: z.boolean(),
});
export type WebhookSettings = z.infer<typeof WebhookSettings>;

/** What happens to the App's installation. */
export const InstallationAction = z.strictObject({
  action: z.enum(["uninstall", "install", "suspend", "unsuspend", "select-all", "select"]),
  repositories: z.array(z.string().min(1)).max(10_000).optional(),
});
export type InstallationAction = z.infer<typeof InstallationAction>;

/** How much older all open invitations become. */
export const InvitationAge = z.strictObject({ days: z.number().positive().max(1000) });

/** No limits: GitHub's numbers stand in the headers, nobody is refused. */
export const noLimits: LimitSettings = {
  creations: null,
  primaryPerHour: null,
  invitationsCount: false,
  timeScale: 1,
};

/** Every webhook goes out once and at once. */
export const undisturbed: WebhookSettings = {
  seed: 0,
  drop: 0,
  double: 0,
  reorder: 0,
  delayMs: 0,
  off: false,
};

function isExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
