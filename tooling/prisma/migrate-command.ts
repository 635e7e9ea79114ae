/**
 * Brings a database up to date: `OWNER_DATABASE_URL=… node tooling/prisma/migrate-command.ts`. Roles
 * and database must be there (@forgea/schema/roles).
 */
import { migrateDatabase } from "@forgea/schema/migrate";

const { OWNER_DATABASE_URL } = process.env;
if (!OWNER_DATABASE_URL) {
  console.error("OWNER_DATABASE_URL is missing: the URL of the role forgea_owner.");
  process.exit(1);
}
await migrateDatabase({ ownerUrl: OWNER_DATABASE_URL });
