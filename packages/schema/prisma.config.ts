import { defineConfig } from "prisma/config";

/** `generate` needs no database; every other command takes the owner's URL from the environment. */
export default defineConfig({
  schema: "prisma",
  migrations: { path: "prisma/migrations" },
  datasource: {
    url: process.env.OWNER_DATABASE_URL ?? "postgresql://localhost:5432/forgea",
    shadowDatabaseUrl: process.env.SHADOW_DATABASE_URL,
  },
});
