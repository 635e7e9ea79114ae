import type { StartedLab } from "../clients/api-types.ts";
import type { AppClient } from "../clients/app-client.ts";
import { now } from "../runner/clock.ts";

/** One student's start. Times in ms since 1970. */
export type ClassStart = { app: AppClient; labSessionId: string; sentAt: number };

/** Everybody presses *Start lab* at the same moment. Throws when one is refused or finds a session. */
export function startAtOnce(apps: readonly AppClient[], labSlug: string): Promise<ClassStart[]> {
  return Promise.all(
    apps.map(async (app) => {
      const sentAt = now();
      const { id, created } = await app.mutate<StartedLab>("student.labSession.start", { labSlug });
      if (!created) throw new Error(`the start of ${labSlug} found a session that was there`);
      return { app, labSessionId: id, sentAt };
    }),
  );
}
