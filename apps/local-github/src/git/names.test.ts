import { describe, expect, it } from "vitest";
import { isLogin, isRefName, isRepositoryName, isRepositoryPath } from "./names.ts";

describe("names", () => {
  it.each(["lab-template", "a", "A.b_c-1", ".github"])("takes %j as a repository name", (name) => {
    expect(isRepositoryName(name)).toBe(true);
  });
  it.each([
    "",
    ".",
    "..",
    "a/b",
    "-x",
    "x.git",
    "x.GIT",
    "x.lock",
    "a b",
    "ü",
    "a\n",
    "x".repeat(101),
  ])("refuses %j as a repository name", (name) => {
    expect(isRepositoryName(name)).toBe(false);
  });
  it.each(["-a", "a-", "a--b", "a_b", "a.b", "", "a\n", "x".repeat(40)])(
    "refuses %j as a login",
    (login) => {
      expect(isLogin(login)).toBe(false);
    },
  );
  it.each(["main", "refs/heads/main", "feature/ä-ö", "v1.0", "refs/heads/a.b/c"])(
    "takes %j as a ref",
    (ref) => {
      expect(isRefName(ref)).toBe(true);
    },
  );
  it.each([
    "",
    "-x",
    "a/-x",
    "..",
    "a..b",
    "a b",
    "a~1",
    "a^",
    "a:b",
    "a?",
    "a*",
    "[a",
    "a\\b",
    "a@{1}",
    "/a",
    "a/",
    "a//b",
    "a.lock",
    "a.lock/b",
    ".a",
    "a/.b",
    "@",
    "a\u0001",
  ])("refuses %j as a ref", (ref) => {
    expect(isRefName(ref)).toBe(false);
  });
  it.each(["", "/a", "a/", "a//b", "../a", "a/../b", "./a", ".git/config", "a/.GIT/x", "a\0b"])(
    "refuses %j as a path",
    (path) => {
      expect(isRepositoryPath(path)).toBe(false);
    },
  );
});
