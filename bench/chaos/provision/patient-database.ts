import { setTimeout as pause } from "node:timers/promises";

import { Pool, type QueryResultRow } from "pg";

/** A reader that outlives the database's crashes: a question is asked again until it is answered. */
export type PatientDatabase = {
  rows: <Row extends QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
  close: () => Promise<void>;
};

const tries = 120;
const pauseMs = 250;

/** Reads as the owner of this address. Throws the last error when the database stays away for half a minute. */
export function readPatiently(url: string): PatientDatabase {
  const pool = new Pool({ connectionString: url, max: 4 });
  pool.on("error", () => undefined);
  return {
    async rows<Row extends QueryResultRow>(text: string, values: unknown[] = []) {
      for (let attempt = 1; ; attempt++) {
        try {
          return (await pool.query<Row>(text, values)).rows;
        } catch (error) {
          if (attempt === tries) throw error;
          await pause(pauseMs);
        }
      }
    },
    close: () => pool.end(),
  };
}
