import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { applySchema } from "./schema.ts";

/** A prepared statement that knows the shape of its rows. */
export interface Query<Row> {
  get(...values: SQLInputValue[]): Row | undefined;
  all(...values: SQLInputValue[]): Row[];
  /** Runs a write and returns the number of rows that it changed. */
  run(...values: SQLInputValue[]): number;
}

export interface Database {
  query<Row>(sql: string): Query<Row>;
  /** Runs `work` in one transaction; a transaction inside another joins it. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/**
 * Opens the state of this server, creating it when it is not there. The file is locked for as
 * long as it is open: a second process on the same directory would hand out the same ids.
 */
export function openDatabase(path: string): Database {
  const sqlite = new DatabaseSync(path, { timeout: 0 });
  try {
    sqlite.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;");
    sqlite.exec("PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 0;");
    applySchema(sqlite);
  } catch (error) {
    sqlite.close();
    if (error instanceof Error && error.message.includes("locked")) {
      throw new Error(`another local-github is running on ${path}`, { cause: error });
    }
    throw error;
  }
  return wrap(sqlite);
}

function wrap(sqlite: DatabaseSync): Database {
  let depth = 0;
  return {
    query<Row>(sql: string): Query<Row> {
      const statement = sqlite.prepare(sql);
      return {
        get: (...values) => statement.get(...values) as Row | undefined,
        all: (...values) => statement.all(...values) as Row[],
        run: (...values) => Number(statement.run(...values).changes),
      };
    },
    transaction<T>(work: () => T): T {
      if (depth > 0) return work();
      sqlite.exec("BEGIN IMMEDIATE");
      depth += 1;
      try {
        const result = work();
        sqlite.exec("COMMIT");
        return result;
      } catch (error) {
        if (sqlite.isTransaction) sqlite.exec("ROLLBACK");
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => sqlite.close(),
  };
}
