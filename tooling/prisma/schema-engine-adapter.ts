import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from "@prisma/driver-adapter-utils";
import { Client } from "pg";

type PgAdapter = Awaited<ReturnType<PrismaPg["connect"]>>;
interface FieldsRead {
  fields?: { dataTypeID: number }[];
}

/** The adapter's own seam, private in its type: one query, with the types its columns came with. */
interface QueryablePrototype {
  performIO: (this: object, query: SqlQuery) => Promise<FieldsRead | undefined>;
  queryRaw: (this: object, query: SqlQuery) => Promise<SqlResultSet>;
}

/** PostgreSQL's internal one-byte "char", which the catalogues use and the adapter does not know. */
const internalCharOid = 18;
const bpcharOid = 1042;

function isQueryable(value: object): value is QueryablePrototype {
  return Object.hasOwn(value, "performIO") && Object.hasOwn(value, "queryRaw");
}

const prototypesReadingChar = new WeakSet<object>();

/**
 * Introspection reads "char" columns: they pass the adapter as bpchar, then are declared a character,
 * for the engine panics when a constraint's type comes as text.
 */
function readInternalChar(adapter: object): void {
  let prototype: object | null = Object.getPrototypeOf(adapter);
  while (prototype && !isQueryable(prototype)) prototype = Object.getPrototypeOf(prototype);
  if (!prototype || prototypesReadingChar.has(prototype)) return;
  prototypesReadingChar.add(prototype);
  const { performIO, queryRaw } = prototype;
  const charColumns = new WeakMap<SqlQuery, number[]>();

  prototype.performIO = async function readAsBpchar(query) {
    const result = await performIO.call(this, query);
    const columns: number[] = [];
    for (const [column, field] of (result?.fields ?? []).entries()) {
      if (field.dataTypeID !== internalCharOid) continue;
      field.dataTypeID = bpcharOid;
      columns.push(column);
    }
    charColumns.set(query, columns);
    return result;
  };
  prototype.queryRaw = async function declareCharacters(query) {
    const result = await queryRaw.call(this, query);
    for (const column of charColumns.get(query) ?? []) {
      result.columnTypes[column] = ColumnTypeEnum.Character;
    }
    return result;
  };
}

/** The adapter splits scripts at each semicolon, which cuts function bodies: send them whole. */
function runScriptsWhole(adapter: PgAdapter): PgAdapter {
  readInternalChar(adapter);
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      // Protected in its type, but the only place that turns a pg error into the engine's.
      (adapter as unknown as { onError(error: unknown): never }).onError(error);
    }
  };
  return adapter;
}

/** Driver adapters for the engine's own connection and for shadow databases beside it. */
export function createMigrationAdapterFactory(url: string): SqlMigrationAwareDriverAdapterFactory {
  // Fields instead of the URL: with a URL node-pg ignores `database`, and what is meant for the
  // shadow database would run in the real one.
  const { host, port, user, password, database, ssl } = new Client({ connectionString: url });
  const target = { host, port, user, password, database, ssl };

  const connectTo = async (name: string | undefined) =>
    runScriptsWhole(await new PrismaPg({ ...target, database: name }).connect());

  return {
    provider: "postgres",
    adapterName: "@prisma/adapter-pg",
    connect: async () => await connectTo(database),
    async connectToShadowDb(): Promise<SqlDriverAdapter> {
      const name = `prisma_migrate_shadow_db_${randomUUID()}`;
      const main = await connectTo(database);
      await main.executeScript(`CREATE DATABASE "${name}"`);
      const shadow = await connectTo(name);
      const dispose = shadow.dispose.bind(shadow);
      shadow.dispose = async () => {
        await dispose();
        await main.executeScript(`DROP DATABASE "${name}" WITH (FORCE)`);
        await main.dispose();
      };
      return shadow;
    },
  };
}
