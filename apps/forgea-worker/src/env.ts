import { z } from "zod";

const Environment = z.object({
  DATABASE_URL: z.url(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3004),
  PROVIDER_HOST: z.string().min(1),
  PROVIDER_WEB_URL: z.url(),
  PROVIDER_API_URL: z.url(),
  GITHUB_APP_ID: z.string().min(1),
  GITHUB_APP_PRIVATE_KEY: z.string().min(1),
  GITHUB_ORG: z.string().min(1),
  /** `none`, `github` or JSON; and how much faster time passes. Only test stacks set them. */
  PROVIDER_LIMITS: z.string().optional(),
  PROVIDER_TIME_SCALE: z.string().optional(),
  /** base64, 32 bytes; the same for the web apps. */
  TOKEN_KEY: z.string().min(1),
  LOG_LEVEL: z.string().default("info"),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(8),
  /** Only for chaos runs: where this process kills or pauses itself. */
  FORGEA_FAILPOINTS: z.string().optional(),
  /** Seconds between the two 404s that prove a loss; only stacks for tests set it. */
  FORGEA_LOSS_PROOF_SECONDS: z.coerce.number().int().min(1).optional(),
  /** Only for the demo's seed: a file with the demo accounts and their tokens. */
  FORGEA_DEMO_ACCOUNTS: z.string().optional(),
});

export type WorkerEnvironment = z.infer<typeof Environment>;

/** The environment, checked once at start. Throws with the names of what is missing, never values. */
export function readEnvironment(): WorkerEnvironment {
  const parsed = Environment.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw new Error(`The worker's environment is incomplete or malformed: ${names}.`);
}
