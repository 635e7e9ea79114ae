import { spawn } from "node:child_process";

import { describe, expect, it } from "vitest";

import { cpuSecondsOf, familyOf, largestResident } from "./read-process.ts";

// Elsewhere children and processor time cannot be read, and are left out.
const isLinux = process.platform === "linux";

describe("largestResident", () => {
  it("is about what this process says of itself, and nothing for one that is gone", async () => {
    const own = process.memoryUsage.rss();
    expect(await largestResident([process.pid, 2 ** 30])).toBeGreaterThan(own / 2);
    expect(await largestResident([2 ** 30])).toBe(0);
  });
});

describe("familyOf", () => {
  it("has the children, but not those that are watched under a name of their own", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    try {
      const { pid = 0 } = child;
      expect((await familyOf(process.pid)).includes(pid)).toBe(isLinux);
      expect(await familyOf(process.pid, [pid])).not.toContain(pid);
    } finally {
      child.kill();
    }
  });
});

describe("cpuSecondsOf", () => {
  it("grows with work", async () => {
    const before = await cpuSecondsOf([process.pid]);
    const until = performance.now() + 100;
    while (performance.now() < until) Math.sqrt(until);
    expect((await cpuSecondsOf([process.pid])) > before).toBe(isLinux);
  });
});
