import { describe, expect, it } from "vitest";
import { provisioningProgress } from "./provisioning-progress.ts";

const states = (step: Parameters<typeof provisioningProgress>[0]) =>
  provisioningProgress(step).map(({ state }) => state);

describe("provisioningProgress", () => {
  it("waits for the first step before any is known", () => {
    expect(states(null)).toEqual(["current", "waiting", "waiting", "waiting"]);
    expect(states("QUEUED")).toEqual(["current", "waiting", "waiting", "waiting"]);
  });

  it("ticks the steps before the current one", () => {
    expect(states("COPYING")).toEqual(["done", "done", "current", "waiting"]);
  });

  it("ticks everything once the repository is connected", () => {
    for (const step of ["INVITING", "DONE"] as const) {
      expect(states(step)).toEqual(["done", "done", "done", "done"]);
    }
  });
});
