import { expect, test } from "vitest";

import { isNodeNewEnough } from "./node-version.mjs";

test.each([
  ["20.9.0", true],
  ["20.20.2", true],
  ["24.21.0", true],
  ["20.8.1", false],
  ["18.20.8", false],
  ["6.17.1", false],
])("Node %s is new enough: %s", (version, expected) => {
  expect(isNodeNewEnough(version)).toBe(expected);
});
