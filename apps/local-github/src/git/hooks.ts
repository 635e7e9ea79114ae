import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Directories } from "./directories.ts";

// Runs in every push, so it starts no process but `mv`. The spool file appears whole or not at all.
const postReceive = `#!/bin/sh
# Tells local-github which refs moved. The name and first line come from the server that started git.
[ -n "$LOCAL_GITHUB_SPOOL" ] || exit 0
{
  printf '%s\\n' "$LOCAL_GITHUB_PUSH"
  while IFS= read -r line; do printf '%s\\n' "$line"; done
} > "$LOCAL_GITHUB_SPOOL.half" && mv "$LOCAL_GITHUB_SPOOL.half" "$LOCAL_GITHUB_SPOOL.push"
`;

/** Writes the one hook that all repositories share, and removes whatever else lies there. */
export function installHooks(directories: Directories): void {
  for (const name of readdirSync(directories.hooks)) {
    rmSync(join(directories.hooks, name), { recursive: true, force: true });
  }
  writeFileSync(join(directories.hooks, "post-receive"), postReceive, { mode: 0o755 });
}
