import { randomUUID } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import { Client } from "pg";

type PgAdapter = Awaited<ReturnType<PrismaPg["connect"]>>;
type PerformIO = (query: unknown) => Promise<{ fields?: { dataTypeID: number }[] } | undefined>;

/** PostgreSQL's internal one-byte "char", which the catalogues use and the adapter does not know. */
const internalCharOid = 18;
const bpcharOid = 1042;

function hasPerformIO(value: object): value is { performIO: PerformIO } {
  return Object.hasOwn(value, "performIO");
}

const prototypesReadingChar = new WeakSet<object>();

/** Introspection reads "char" columns: presented as bpchar, the adapter takes them as text. */
function readInternalChar(adapter: object): void {
  let prototype: object | null = Object.getPrototypeOf(adapter);
  while (prototype && !hasPerformIO(prototype)) prototype = Object.getPrototypeOf(prototype);
  if (!prototype || prototypesReadingChar.has(prototype)) return;
  prototypesReadingChar.add(prototype);
  const original = prototype.performIO;
  prototype.performIO = async function performIO(query) {
    const result = await original.call(this, query);
    for (const field of result?.fields ?? []) {
      if (field.dataTypeID === internalCharOid) field.dataTypeID = bpcharOid;
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
