import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { isInstalled, rememberInstall } from "./install-stamp.mjs";

let root = "";

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "forgea-stamp-"));
  write("package.json", "{}");
  write("pnpm-lock.yaml", "lockfileVersion: 9");
  write("pnpm-workspace.yaml", "packages: []");
  write("packages/session/package.json", "{}");
  write("node_modules/.bin/node", "");
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

test("a fresh clone is not installed", () => {
  expect(isInstalled(root)).toBe(false);
});

test("after an installation there is nothing to do", () => {
  rememberInstall(root);
  expect(isInstalled(root)).toBe(true);
});

test.each([
  ["pnpm-lock.yaml", "changed"],
  ["pnpm-workspace.yaml", "changed"],
  ["package.json", '{"name":"other"}'],
  ["packages/session/package.json", '{"name":"other"}'],
  ["tooling/new/package.json", "{}"],
])("a change of %s asks for an installation", (file, text) => {
  rememberInstall(root);
  write(file, text);
  expect(isInstalled(root)).toBe(false);
});

test("removed packages ask for an installation, whatever the stamp says", () => {
  rememberInstall(root);
  rmSync(path.join(root, "node_modules/.bin"), { recursive: true });
  expect(isInstalled(root)).toBe(false);
});
