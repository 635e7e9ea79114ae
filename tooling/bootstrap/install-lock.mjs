import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { takeFile } from "./exclusive-file.mjs";

/**
 * Does something to the packages of a clone while no other start does: two that install at once tear each
 * other's files away. Waits for the other one, however long an installation takes.
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function whileNobodyInstalls(root, work) {
  const name = createHash("sha256").update(root).digest("hex").slice(0, 16);
  // Not in the clone: the installation may remove any folder of it that is not committed.
  const file = path.join(tmpdir(), `forgea-install-${name}.json`);
  while (!takeFile(file, {})) await pause(200);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
