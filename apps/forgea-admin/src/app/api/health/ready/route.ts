import { checkReadiness } from "@forgea/trpc/check-readiness";
import { deps } from "../../../../lib/deps.ts";

export const dynamic = "force-dynamic";

/** The process can serve: database there, migrated, and both clocks agree. */
export async function GET(): Promise<Response> {
  const { session } = deps();
  return checkReadiness(session.database.pool, session.clock, session.log);
}
