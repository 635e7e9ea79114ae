import { z } from "zod";

const Environment = z.object({
  LOCAL_GITHUB_PORT: z.coerce.number().int().min(0).max(65535).default(3003),
  LOCAL_GITHUB_URL: z.url().optional(),
  LOCAL_GITHUB_DATA: z.string().min(1),
  LOCAL_GITHUB_CONFIG: z.string().min(1),
  /** Switches limits and faults on request on; only tests and chaos runs set it. */
  LOCAL_GITHUB_TEST_CONTROL: z.string().min(16).optional(),
  PATH: z.string().default("/usr/local/bin:/usr/bin:/bin"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

/** The settings of this process; the only place that reads its environment. Throws a ZodError naming what is wrong. */
export function readEnvironment(): z.infer<typeof Environment> {
  return Environment.parse(process.env);
}
