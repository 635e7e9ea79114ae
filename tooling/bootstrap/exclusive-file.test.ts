import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

let directory = "";

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "forgea-exclusive-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** A process that runs `program` as a module with this folder's files at hand; answers what it printed. */
async function run(program: string): Promise<string> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(child, "close");
  return said;
}

test("of eight that start at once, over a claim that was left behind, one gets the directory", async () => {
  const gone = { pid: process.pid, identity: "another run", studentUrl: "http://localhost:1" };
  writeFileSync(path.join(directory, "supervisor.json"), JSON.stringify(gone));
  const begin = Date.now() + 1500;
  const claim = `
    const { claimDataDirectory } = await import("./running-stack.mjs");
    while (Date.now() < ${begin});
    try {
      claimDataDirectory(${JSON.stringify(directory)}, "http://localhost:3000");
      console.log("mine");
      await new Promise((resolve) => setTimeout(resolve, 1500));
    } catch (error) {
      console.log(error.name + ": " + error.message);
    }`;
  const said = await Promise.all(Array.from({ length: 8 }, () => run(claim)));
  expect(said.filter((each) => each === "mine\n")).toHaveLength(1);
  const refused = said.filter((each) =>
    each.startsWith("Refusal: Forgea is already running here:"),
  );
  expect(refused).toHaveLength(7);
  expect(readdirSync(directory)).toEqual(["supervisor.json"]);
});

test("installations of one clone happen one after the other", async () => {
  const log = path.join(directory, "log");
  writeFileSync(log, "");
  const install = `
    const { appendFileSync } = await import("node:fs");
    const { whileNobodyInstalls } = await import("./install-lock.mjs");
    await whileNobodyInstalls(${JSON.stringify(directory)}, async () => {
      appendFileSync(${JSON.stringify(log)}, "begin ");
      await new Promise((resolve) => setTimeout(resolve, 100));
      appendFileSync(${JSON.stringify(log)}, "end ");
    });`;
  await Promise.all(Array.from({ length: 3 }, () => run(install)));
  expect(readFileSync(log, "utf8")).toBe("begin end begin end begin end ");
});
