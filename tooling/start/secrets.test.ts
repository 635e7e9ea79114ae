import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { loadSecrets } from "./secrets.ts";

let directory = "";
const file = () => path.join(directory, "secrets.json");
const modeOf = (name: string) => statSync(name).mode & 0o777;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "forgea-secrets-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

test("secrets are made once, for the owner's eyes only, and found again", () => {
  const first = loadSecrets(directory);
  expect(modeOf(file())).toBe(0o600);
  expect(loadSecrets(directory)).toEqual(first);
});

test("no two secrets are the same, and each account has a token in GitHub's shape", () => {
  const { tokens, appPrivateKey, ...others } = loadSecrets(directory);
  expect(new Set(Object.values(others)).size).toBe(Object.keys(others).length);
  expect(Object.keys(tokens)).toContain("mia");
  for (const token of Object.values(tokens)) expect(token).toMatch(/^ghp_[A-Za-z0-9]{36}$/);
  expect(appPrivateKey).toMatch(/^-----BEGIN RSA PRIVATE KEY-----/);
});

test("a file that a backup made readable is closed again", () => {
  loadSecrets(directory);
  chmodSync(file(), 0o644);
  loadSecrets(directory);
  expect(modeOf(file())).toBe(0o600);
});

test("a newer version adds what it needs and keeps what is there", () => {
  const { webhookSecret: _gone, ...older } = loadSecrets(directory);
  writeFileSync(file(), JSON.stringify(older));
  expect(loadSecrets(directory)).toMatchObject(older);
  expect(loadSecrets(directory).webhookSecret).not.toBe("");
});

test("a damaged file is refused and kept: new secrets would lock us out of the database", () => {
  writeFileSync(file(), '{"postgresPassword": ');
  expect(() => loadSecrets(directory)).toThrow("cannot be read");
  expect(readFileSync(file(), "utf8")).toBe('{"postgresPassword": ');
});
