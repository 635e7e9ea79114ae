#!/usr/bin/env node
/**
 * Stand-in for Prisma's schema engine, used where the real binary cannot be downloaded.
 *
 * The Prisma CLI starts the program that PRISMA_SCHEMA_ENGINE_BINARY names and talks JSON-RPC with
 * it, one message a line. The same engine is published on npm as WebAssembly, which reaches the
 * database through a driver adapter: this file carries messages between the two.
 */
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { connectivityCommands } from "./schema-engine-connectivity.ts";
import { loadSchemaEngine } from "./schema-engine-wasm.ts";

interface RpcRequest {
  id: number;
  method?: string;
  params?: unknown;
}

/** Requests of our own (only "print") need ids that the CLI's counter never reaches. */
const ownRequestIds = 1_000_000;

/** The CLI calls this method by an older name than the WebAssembly build. */
const renamedMethods: Record<string, string> = { getDatabaseVersion: "version" };

function send(message: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

function readDatabaseUrl(args: string[]): string | undefined {
  const position = args.indexOf("--datasource");
  if (position === -1) return process.env.DATABASE_URL;
  const datasource = JSON.parse(args[position + 1] ?? "{}") as { url?: string };
  return datasource.url ?? process.env.DATABASE_URL;
}

async function runConnectivityCommand(name: string, url: string | undefined): Promise<number> {
  const command = connectivityCommands[name];
  if (!command || !url) {
    process.stderr.write(`schema engine: unknown command or no database URL: ${name}\n`);
    return 1;
  }
  const failure = await command(url);
  if (!failure) return 0;
  // The CLI skips the first line and reads the cause from a log line of this shape.
  const fields = { error_code: failure.code, message: failure.message };
  const cause = JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields });
  process.stderr.write(`${name} failed\n${cause}`);
  return 1;
}

async function serve(url: string | undefined): Promise<void> {
  // Connects while it loads: a failure is the answer to every request, for the CLI shows answers
  // and takes an engine that died for one that had nothing to say.
  const loading = loadSchemaEngine(url);
  loading.catch(() => {});

  async function answer(request: RpcRequest): Promise<void> {
    if (!request.method) return; // the CLI's acknowledgement of a "print"
    const method = renamedMethods[request.method] ?? request.method;
    try {
      const engine = await loading;
      let result: unknown = (await engine.call(method, request.params)) ?? null;
      if (method === "diff" && result && typeof result === "object" && "stdout" in result) {
        // The binary prints the script through the CLI and answers without it.
        if (typeof result.stdout === "string") {
          const params = { content: result.stdout };
          send({ id: ownRequestIds + request.id, method: "print", params });
        }
        result = { ...result, stdout: null };
      }
      send({ id: request.id, result });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      send({
        id: request.id,
        error: {
          code: 4466,
          message: "An error happened. Check the data field for details.",
          data: { is_panic: false, message, meta: null },
        },
      });
    }
  }

  const running = new Set<Promise<void>>();
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === "") continue;
    const task = answer(JSON.parse(line) as RpcRequest);
    running.add(task);
    void task.finally(() => running.delete(task));
  }
  await Promise.all(running);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const args = process.argv.slice(2);
  const url = readDatabaseUrl(args);
  const commandAt = args.indexOf("cli");
  if (commandAt === -1) await serve(url);
  const code = commandAt === -1 ? 0 : await runConnectivityCommand(args[commandAt + 1] ?? "", url);
  process.exit(code);
}
