import { existsSync } from "node:fs";
import path from "node:path";

import { dataDirectory } from "@forgea/bootstrap/data-directory";
import { readStack, type StackDescription } from "@forgea/testing/stack-description";

/** The running stack of the data directory (FORGEA_DATA_DIR, else .forgea), or the end of this process. */
export async function openStack(): Promise<{ stack: StackDescription; directory: string }> {
  const directory = dataDirectory(process.env);
  const file = path.join(directory, "stack.json");
  if (!existsSync(file)) {
    console.error(`No stack runs on ${directory}: ${file} is not there.`);
    console.error("Start it with npm start, or name another directory with FORGEA_DATA_DIR.");
    process.exit(1);
  }
  return { stack: await readStack(file), directory };
}
