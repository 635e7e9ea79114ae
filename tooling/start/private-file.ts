import { chmodSync, existsSync, renameSync, writeFileSync } from "node:fs";

/** Writes JSON that only the owner may read. Whoever reads it meanwhile sees the old or the new text, never half. */
export function writePrivateJson(file: string, value: unknown): void {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
}

/** Takes away what a copy or a backup may have opened. */
export function makePrivate(file: string): void {
  if (existsSync(file)) chmodSync(file, 0o600);
}
