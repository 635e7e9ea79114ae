import { expect, it } from "vitest";
import { createFaultPlan } from "./fault-plan.ts";
import type { FaultRule } from "./settings.ts";

const asked = { method: "POST", paths: ["/repos/forgea/lab/generate"], repositories: ["lab-1"] };
const plan = (...rules: FaultRule[]) => createFaultPlan({ seed: 7, rules });
const ids = (rules: FaultRule[]) => rules.map((rule) => rule.id);

it("takes the first rule that fits, and the ones below a delay too", () => {
  const faults = plan(
    { id: "get", kind: "drop", method: "GET" },
    { id: "other", kind: "drop", repository: "^lab-2$" },
    { id: "slow", kind: "delay", ms: 5 },
    { id: "first", kind: "stall", path: "/generate$" },
    { id: "second", kind: "drop" },
  );
  expect(ids(faults.next(asked))).toEqual(["slow", "first"]);
  expect(ids(faults.next({ ...asked, paths: ["/user"] }))).toEqual(["slow", "second"]);
});

it("counts down how often a rule applies", () => {
  const faults = plan({ id: "twice", kind: "drop", times: 2 });
  expect([1, 2, 3].map(() => faults.next(asked).length)).toEqual([1, 1, 0]);
});

function draws(): string[] {
  const faults = plan(
    { id: "a", kind: "delay", probability: 0.3 },
    { id: "b", kind: "delay", probability: 0.3 },
  );
  return Array.from({ length: 2000 }, () => ids(faults.next(asked)).join(""));
}

it("draws the same from the same seed, about as often as asked, and apart for each rule", () => {
  const first = draws();
  expect(draws()).toEqual(first);
  const share = (id: string) => first.filter((one) => one.includes(id)).length / first.length;
  expect(share("a")).toBeCloseTo(0.3, 1);
  expect(share("b")).toBeCloseTo(0.3, 1);
  // Independent of each other: both at once as often as chance has it.
  expect(first.filter((one) => one === "ab").length / first.length).toBeCloseTo(0.09, 1);
});
