import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { claimDataDirectory } from "@forgea/bootstrap/running-stack";
import { afterEach, beforeEach, expect, it } from "vitest";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "forgea-supervisor-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

it("says in two lines that another one was faster, when two start at once", async () => {
  claimDataDirectory(directory, "http://localhost:3000");
  const supervisor = path.join(import.meta.dirname, "supervisor.ts");
  const child = spawn(process.execPath, [supervisor, "start"], {
    env: { PATH: process.env["PATH"], FORGEA_DATA_DIR: directory },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, "close");
  expect(code).toBe(1);
  expect(said).toContain("Forgea is already running here: http://localhost:3000");
  expect(said).toContain(`(or: kill ${process.pid})`);
  expect(said).not.toContain("    at ");
});
