import { parseEnvironment, refusePreviewOnAppHost, WebEnvironment } from "@forgea/trpc/environment";
import { z } from "zod";

const Secret = z.string().min(16);

const StudentEnvironment = WebEnvironment.extend({
  GITHUB_WEBHOOK_SECRET: Secret,
  /** While the secret is being changed, deliveries signed with the old one are accepted too. */
  GITHUB_WEBHOOK_SECRET_PREVIOUS: Secret.optional(),
  /** Only for chaos runs: where this process kills or pauses itself. */
  FORGEA_FAILPOINTS: z.string().optional(),
});
export type Env = z.infer<typeof StudentEnvironment>;

let env: Env | null = null;

/** The environment of this process, read at run time: a build needs none of it. */
export function readEnv(): Env {
  if (env === null) {
    env = parseEnvironment(StudentEnvironment, process.env);
    refusePreviewOnAppHost(env.PREVIEW_URL, [env.STUDENT_URL, env.ADMIN_URL]);
    // next-auth takes its own address from here only; anything else it would guess from headers.
    process.env["NEXTAUTH_URL"] = env.STUDENT_URL;
  }
  return env;
}

/** True in the process of `next build`, where there is no environment to read. */
export const isBuilding = process.env["NEXT_PHASE"] === "phase-production-build";

/** True under `next dev`. */
export const isDevelopment = process.env.NODE_ENV === "development";
