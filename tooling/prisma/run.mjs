/**
 * Runs the Prisma CLI for packages/schema: `node tooling/prisma/run.mjs migrate status`. With
 * `--url-from-stdin` first, the database's URL is read from there instead of OWNER_DATABASE_URL.
 *
 * Prisma fetches its schema engine from a host of its own at first use, and hangs or fails where
 * that host cannot be reached. So: FORGEA_PRISMA_ENGINE when set, else an engine that is already
 * installed, else the stand-in beside this file. Nothing is ever downloaded here.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const schemaPackage = join(here, "../../packages/schema");
const prismaPackage = createRequire(import.meta.url).resolve("prisma/package.json");

function findInstalledEngine() {
  try {
    const engines = createRequire(prismaPackage).resolve("@prisma/engines/package.json");
    const folder = dirname(engines);
    const binary = readdirSync(folder).find((name) => /^schema-engine-[^.]+(\.exe)?$/.test(name));
    return binary && join(folder, binary);
  } catch {
    return undefined;
  }
}

const engine =
  process.env.FORGEA_PRISMA_ENGINE || findInstalledEngine() || join(here, "schema-engine.ts");
if (!existsSync(engine)) {
  process.stderr.write(`FORGEA_PRISMA_ENGINE names no file: ${engine}\n`);
  process.exit(1);
}

const args = process.argv.slice(2);
const databaseUrl =
  args[0] === "--url-from-stdin" && args.shift()
    ? readFileSync(process.stdin.fd, "utf8").trim()
    : process.env.OWNER_DATABASE_URL;

const child = spawn(process.execPath, [join(dirname(prismaPackage), "build/index.js"), ...args], {
  cwd: schemaPackage,
  stdio: "inherit",
  env: {
    ...process.env,
    ...(databaseUrl && { OWNER_DATABASE_URL: databaseUrl }),
    PRISMA_SCHEMA_ENGINE_BINARY: engine,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
    // The stand-in is started by its first line: it must find this Node, not an older one.
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ""}`,
  },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
