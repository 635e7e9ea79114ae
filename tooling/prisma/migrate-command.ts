/**
 * Brings a database up to date: `OWNER_DATABASE_URL=… node tooling/prisma/migrate-command.ts`. The
 * owner's URL only; where SUPERUSER_DATABASE_URL and the three passwords are given too, roles and
 * database are created first.
 */
import { ensureDatabase, ensureRoles, migrateDatabase } from "@forgea/schema/migrate";

const { OWNER_DATABASE_URL, SUPERUSER_DATABASE_URL } = process.env;
const { OWNER_PASSWORD, APP_PASSWORD, WORKER_PASSWORD } = process.env;

if (!OWNER_DATABASE_URL) {
  console.error("OWNER_DATABASE_URL is missing: the URL of the role forgea_owner.");
  process.exit(1);
}
if (SUPERUSER_DATABASE_URL && OWNER_PASSWORD && APP_PASSWORD && WORKER_PASSWORD) {
  await ensureRoles(SUPERUSER_DATABASE_URL, {
    ownerPassword: OWNER_PASSWORD,
    appPassword: APP_PASSWORD,
    workerPassword: WORKER_PASSWORD,
  });
  const name = decodeURIComponent(new URL(OWNER_DATABASE_URL).pathname.slice(1));
  await ensureDatabase(SUPERUSER_DATABASE_URL, name);
}
await migrateDatabase({ ownerUrl: OWNER_DATABASE_URL });
