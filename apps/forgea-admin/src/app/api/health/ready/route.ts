import { isSchemaCurrent } from "@forgea/schema";
import { checkReadiness } from "@forgea/trpc/check-readiness";
import { deps } from "../../../../lib/deps.ts";

export const dynamic = "force-dynamic";

/** The process can serve: database there, migrated, and both clocks agree. */
export function GET(): Promise<Response> {
  const { database, clock, log } = deps().session;
  const probe = {
    isMigrated: () => isSchemaCurrent(database),
    async readClock() {
      const { rows } = await database.pool.query<{ now: Date }>("select clock_timestamp() as now");
      return rows[0]?.now ?? new Date(0);
    },
  };
  return checkReadiness(probe, clock, log);
}
