import { type TestControl, testControlOf } from "@forgea/testing/test-control";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startControlledGithub } from "../testing/controlled-github.ts";
import type { TestGithub } from "../testing/start-test-github.ts";

let test: TestGithub;
let control: TestControl;
beforeAll(async () => {
  test = await startControlledGithub();
  control = testControlOf(test.controlPlace);
});
afterEach(() => control.reset());
afterAll(() => test.close());

const usual = { seed: 5, drop: 0, double: 0, reorder: 0, delayMs: 0, off: false };
const arrived = (name: string) =>
  test.receiver.received.filter((one) => one.body.includes(`"full_name":"forgea/${name}"`));
const log = async () => {
  const { data } = await test.app().octokit.request("GET /app/hook/deliveries", { per_page: 50 });
  return data;
};

describe("webhooks that a test disturbs", () => {
  it("are lost like those of a receiver that could not be reached, and can be asked for again", async () => {
    await control.webhooks({ ...usual, drop: 1 });
    await test.generate("lost");
    await expect.poll(async () => (await control.counts()).deliveries.dropped).toBe(2);
    expect(arrived("lost")).toEqual([]);
    const failed = (await log()).filter((one) => one.status_code === 502);
    expect(failed.map((one) => one.event)).toEqual(["push", "repository"]);

    await control.webhooks(usual);
    const app = test.app().octokit;
    for (const { id } of failed)
      await app.request("POST /app/hook/deliveries/{delivery_id}/attempts", {
        delivery_id: Number(id),
      });
    await expect.poll(() => arrived("lost").length).toBe(2);
    expect(new Set(arrived("lost").map((one) => one.guid))).toEqual(
      new Set(failed.map((one) => one.guid)),
    );
  });

  it("do not arrive at all while they are off", async () => {
    await control.webhooks({ ...usual, off: true });
    await test.generate("off");
    await expect
      .poll(async () => (await control.counts()).deliveries)
      .toEqual({
        sent: 0,
        dropped: 2,
        doubled: 0,
      });
    await control.reset();
    await test.generate("on-again");
    await expect.poll(() => arrived("on-again").length).toBe(2);
    expect(arrived("off")).toEqual([]);
  });

  it("arrive twice under the same GUID", async () => {
    await control.webhooks({ ...usual, double: 1 });
    await test.generate("doubled");
    await expect.poll(() => arrived("doubled").length).toBe(4);
    expect(new Set(arrived("doubled").map((one) => one.guid)).size).toBe(2);
    expect((await control.counts()).deliveries).toEqual({ sent: 2, dropped: 0, doubled: 2 });
  });

  it("arrive late, also after a restart", async () => {
    await control.webhooks({ ...usual, delayMs: 1200 });
    const began = Date.now();
    await test.generate("delayed");
    await test.stop();
    await test.start();
    await expect.poll(() => arrived("delayed").length, { timeout: 9000 }).toBe(2);
    expect(Date.now() - began).toBeGreaterThanOrEqual(1200);
  });

  it("arrive in another order than they were sent in", async () => {
    await control.webhooks({ ...usual, reorder: 0.5 });
    const names = Array.from({ length: 20 }, (_, index) => `order-${index}-end`);
    for (const name of names) await test.generate(name);
    await expect
      .poll(() => names.flatMap(arrived).length, { timeout: 9000 })
      .toBe(names.length * 2);
    const order = test.receiver.received.flatMap((one) => {
      const name = names.find((each) => one.body.includes(`"full_name":"forgea/${each}"`));
      return name === undefined || one.event !== "push" ? [] : [name];
    });
    expect(order).not.toEqual(names);
    expect(new Set(order)).toEqual(new Set(names));
  });
});
