import { describe, expect, it } from "vitest";
import { readProviderLimits } from "./provider-limits.ts";

const of = (host: string, limits?: string, timeScale?: string) =>
  readProviderLimits({ host, limits, timeScale });

describe("readProviderLimits", () => {
  it("stays below GitHub's 80 a minute, 500 an hour and 100 at once when nothing is said", () => {
    expect(of("github.com")).toEqual({
      perMinute: 75,
      perHour: 450,
      atOnce: 20,
      minuteMs: 60_000,
      hourMs: 3_600_000,
    });
  });

  it("has none for local-github, unless a test run asks for GitHub's", () => {
    expect(of("local-github")).toBeNull();
    expect(of("local-github", "github")?.perMinute).toBe(75);
    expect(of("github.com", "none")).toBeNull();
  });

  it("shortens the windows and not the counts when time is scaled", () => {
    expect(of("local-github", "github", "10")).toMatchObject({
      perMinute: 75,
      minuteMs: 6_000,
      hourMs: 360_000,
    });
  });

  it("takes limits of an enterprise server as JSON", () => {
    const limits = of("ghes", JSON.stringify({ perMinute: 10, perHour: 20, atOnce: 3 }));
    expect(limits).toMatchObject({ perMinute: 10, perHour: 20, atOnce: 3, minuteMs: 60_000 });
  });

  it.each(["fast", "{}", '{"perMinute":0,"perHour":1,"atOnce":1}'])(
    "refuses what it cannot read: %s",
    (text) => {
      expect(() => of("github.com", text)).toThrow(/PROVIDER_LIMITS/);
    },
  );

  it("refuses a time scale that is none", () => {
    expect(() => of("github.com", "github", "0")).toThrow(/PROVIDER_TIME_SCALE/);
  });
});
