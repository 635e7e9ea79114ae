import { z } from "zod";

/** A public origin, written as the browser sends it. */
const Origin = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin);
const BaseUrl = z
  .url({ protocol: /^https?$/ })
  .transform((text) => (text.endsWith("/") ? text.slice(0, -1) : text));
const Text = z.string().trim().min(1);

/** People named by the configuration: `<host>:<numeric id>`, separated by commas. */
const Identities = z
  .string()
  .default("")
  .transform((text) => text.split(",").map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ""))
  .refine((parts) => parts.every((part) => /^[^\s:]+:[1-9]\d*$/.test(part)), {
    message: "must be a list of <host>:<numeric id>",
  });

/** What both web apps read from the environment, at run time. */
export const WebEnvironment = z.object({
  DATABASE_URL: Text,
  STUDENT_URL: Origin,
  ADMIN_URL: Origin,
  PREVIEW_URL: Origin,
  PROVIDER_HOST: Text,
  PROVIDER_WEB_URL: BaseUrl,
  PROVIDER_API_URL: BaseUrl,
  GITHUB_APP_ID: Text,
  GITHUB_APP_PRIVATE_KEY: Text.transform((pem) => pem.replaceAll("\\n", "\n")),
  GITHUB_CLIENT_ID: Text,
  GITHUB_CLIENT_SECRET: Text,
  GITHUB_ORG: Text,
  /** `none`, `github` or JSON; and how much faster time passes. Only test stacks set them. */
  PROVIDER_LIMITS: Text.optional(),
  PROVIDER_TIME_SCALE: Text.optional(),
  /** Base64 of 32 bytes, the same for student, admin and worker. */
  TOKEN_KEY: Text,
  AUTH_SECRET: z.string().min(32),
  FORGEA_ADMINS: Identities,
  FORGEA_ASSISTANTS: Identities,
  FORGEA_DEMO: z
    .string()
    .optional()
    .transform((value) => value === "1"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
});

/**
 * Reads the environment by a schema. Refuses with the names of the variables and what is wrong
 * with them, never with their values.
 */
export function parseEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  source: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `  ${path.join(".") || "environment"}: ${message}`,
  );
  throw new Error(`The environment is not complete:\n${problems.join("\n")}`);
}

/**
 * Refuses a preview whose host is an app's: browsers send an app's cookies to every port of its
 * host, so pages of students must live on another one.
 */
export function refusePreviewOnAppHost(previewUrl: string, appUrls: readonly string[]): void {
  const { hostname } = new URL(previewUrl);
  if (appUrls.some((url) => new URL(url).hostname === hostname)) {
    throw new Error(
      `PREVIEW_URL has the host of an app (${hostname}): pages of students would get its cookies. ` +
        "Give the preview another host, on one machine 127.0.0.1 instead of localhost.",
    );
  }
}
