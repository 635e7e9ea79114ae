import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { createMigrationAdapterFactory } from "./schema-engine-adapter.ts";

interface SchemaEngineGlue {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  SchemaEngine: {
    new: (
      options: { datamodels: undefined },
      log: () => void,
      adapter: object,
    ) => Promise<Record<string, (params: unknown) => Promise<unknown>>>;
  };
}

/** Where a panic of the engine leaves its message on the way out; its own wrapper provides this. */
function catchPanics(): { message: string | undefined } {
  const panic: { message: string | undefined } = { message: undefined };
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message(message: string) {
        panic.message = message;
      },
    },
  });
  return panic;
}

/** Loads the WebAssembly schema engine over a connection to `url` (PostgreSQL). */
export async function loadSchemaEngine(url: string | undefined) {
  const panic = catchPanics();
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  // The package's own entry imports the .wasm file as a module, which Node does not do by itself.
  const glueFile = pathToFileURL(join(folder, "schema_engine_bg.js")).href;
  const glue = (await import(glueFile)) as SchemaEngineGlue;
  const module = new WebAssembly.Module(readFileSync(join(folder, "schema_engine_bg.wasm")));
  const instance = new WebAssembly.Instance(module, {
    "./schema_engine_bg.js": glue as unknown as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();

  const factory = createMigrationAdapterFactory(url ?? "postgresql://localhost/postgres");
  const engine = await glue.SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  return {
    /** Calls an engine method by its RPC name; rejects with the engine's own message. */
    async call(method: string, params: unknown): Promise<unknown> {
      if (typeof engine[method] !== "function") throw new Error(`Unknown method: ${method}`);
      try {
        return await engine[method](params);
      } catch (error) {
        throw panic.message === undefined ? error : new Error(panic.message, { cause: error });
      }
    },
  };
}
