import { describe, expect, it } from "vitest";
import { forecastPreparation } from "./preparation-estimate.ts";
import { creationLimits } from "./provider-budget.ts";

const now = Date.UTC(2026, 10, 24, 7, 0);
const at = (hour: number, minute: number) => Date.UTC(2026, 10, 24, hour, minute);
const rested = { calls: [], blockedUntil: null };
const forecast = (count: number, classStartsAt: number | null, ahead = 0) =>
  forecastPreparation(rested, creationLimits, now, { ahead, count, classStartsAt });

describe("forecastPreparation", () => {
  it("makes 60 a minute, so 300 are ready four minutes after the first", () => {
    const { durationMs, readyAt } = forecast(300, null);
    expect(durationMs).toBe(4 * 60_000 + 5_000);
    expect(readyAt).toBe(now + durationMs);
  });

  it("says the latest time to begin, with a margin, in whole minutes", () => {
    expect(forecast(300, at(8, 0)).startBy).toBe(at(7, 54));
    expect(forecast(300, at(8, 0)).readyByClass).toBe(300);
  });

  it("says how many are ready when it is too late for all", () => {
    expect(forecast(300, at(7, 3)).startBy).toBeLessThan(now);
    expect(forecast(300, at(7, 3)).readyByClass).toBe(180);
  });

  it("says that more than an hour's worth takes more than an hour", () => {
    expect(forecast(400, null).durationMs).toBeGreaterThan(3_600_000);
  });

  it("stands behind those who wait already", () => {
    expect(forecast(60, null, 60).readyAt).toBe(now + 60_000 + 5_000);
  });

  it("goes as fast as the workers where the provider has no limits", () => {
    const wish = { ahead: 0, count: 101, classStartsAt: null };
    const { durationMs } = forecastPreparation({ ...rested, paceMs: 50 }, null, now, wish);
    expect(durationMs).toBe(100 * 50 + 5_000);
  });
});
