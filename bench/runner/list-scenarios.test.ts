import { describe, expect, it } from "vitest";

import { loadScenario, scenarioNames } from "./list-scenarios.ts";

describe("scenarioNames", () => {
  it("lists the benchmarks and none of the runner's own files", () => {
    const names = scenarioNames("bench");
    expect(names).toContain("loop");
    expect(names).not.toContain("run");
    expect(names.filter((name) => name.includes("."))).toEqual([]);
  });

  it("lists only what can be loaded and says what it is", async () => {
    const kinds = ["bench", "chaos"] as const;
    const all = kinds.flatMap((kind) =>
      scenarioNames(kind).map((name) => loadScenario(kind, name)),
    );
    for (const scenario of await Promise.all(all)) {
      expect(scenario.about).not.toBe("");
      expect(typeof scenario.run).toBe("function");
    }
  });
});
