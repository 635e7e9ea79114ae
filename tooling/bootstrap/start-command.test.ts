import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

import { afterEach, beforeEach, expect, test } from "vitest";

const run = promisify(execFile);
const startCommand = path.join(import.meta.dirname, "start.mjs");
let directory = "";

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "forgea-start-command-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** What the command says when it refuses to start. */
async function refusal(env: NodeJS.ProcessEnv): Promise<string> {
  const outcome = await run(process.execPath, [startCommand], {
    env: { PATH: process.env["PATH"], FORGEA_DATA_DIR: path.join(directory, "data"), ...env },
  }).catch((error: unknown) => error as { code: number; stderr: string });
  if (!("code" in outcome)) throw new Error("it started");
  expect(outcome.code).toBe(1);
  return outcome.stderr;
}

test("without git it says that git is missing and how to get it", async () => {
  const onlyNode = path.join(directory, "bin");
  mkdirSync(onlyNode);
  symlinkSync(process.execPath, path.join(onlyNode, "node"));
  const said = await refusal({ PATH: onlyNode });
  expect(said).toContain("git was not found");
  expect(said).toContain("apt-get install git");
});

test("with a port taken it names the port and the variable, and shows no stack trace", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  try {
    const said = await refusal({ ADMIN_PORT: port });
    expect(said).toContain(`Port ${port} (the admin app, ADMIN_PORT) is in use`);
    expect(said).not.toContain("    at ");
  } finally {
    await new Promise((resolve) => {
      server.close(resolve);
    });
  }
});

test("with nonsense for a port it says which variable is wrong", async () => {
  expect(await refusal({ PREVIEW_PORT: "eighty" })).toContain('PREVIEW_PORT is "eighty"');
});

test("with a data directory that cannot be made it says which and what to set", async () => {
  const file = path.join(directory, "a-file");
  writeFileSync(file, "");
  const said = await refusal({ FORGEA_DATA_DIR: path.join(file, "data") });
  expect(said).toContain(`${path.join(file, "data")} cannot be written`);
  expect(said).toContain("FORGEA_DATA_DIR");
});
