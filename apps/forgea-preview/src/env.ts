import { z } from "zod";

const Origin = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text));

const PreviewEnvironment = z
  .object({
    PORT: z.coerce.number().int().min(1).max(65_535),
    /** Not HOSTNAME: shells set that to the machine's name. */
    BIND_ADDRESS: z.string().min(1).default("127.0.0.1"),
    PREVIEW_URL: Origin,
    STUDENT_URL: Origin,
    ADMIN_URL: Origin,
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
  })
  // Ports do not separate cookies: a preview on an app's host would get the app's cookies.
  .refine(
    (env) =>
      ![env.STUDENT_URL, env.ADMIN_URL].some((app) => app.hostname === env.PREVIEW_URL.hostname),
    {
      path: ["PREVIEW_URL"],
      message: "must have another host than the apps (on one machine 127.0.0.1, not localhost)",
    },
  );
export type Env = z.infer<typeof PreviewEnvironment>;

/** Reads the environment; refuses with the names of the variables, never with their values. */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const parsed = PreviewEnvironment.safeParse(source);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `  ${path.join(".")}: ${message}`,
  );
  throw new Error(`The environment is not complete:\n${problems.join("\n")}`);
}
