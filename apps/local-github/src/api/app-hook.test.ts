import { verify } from "@octokit/webhooks-methods";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  SECRET,
  startTestGithub,
  statusOf,
  type TestGithub,
} from "../testing/start-test-github.ts";
import { startWebhookReceiver } from "../testing/webhook-receiver.ts";

let test: TestGithub;
beforeAll(async () => {
  test = await startTestGithub();
});
beforeEach(() => {
  test.receiver.status = 202;
});
afterAll(() => test.close());

const jwt = () => test.app().octokit;
const createdOf = (name: string) =>
  test.receiver.waitFor(
    (one) => one.event === "repository" && JSON.stringify(one.payload).includes(`forgea/${name}"`),
  );

/** The log entry of a delivery, once it is written. */
async function entryOf(guid: string, count = 1) {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const { data } = await jwt().request("GET /app/hook/deliveries", { per_page: 100 });
    const entries = data.filter((one) => one.guid === guid);
    const [entry] = entries;
    if (entry && entries.length >= count) return { entry, entries };
    if (Date.now() > deadline) throw new Error("the delivery is not in the log");
  }
}

describe("the delivery log", () => {
  it("keeps what was sent, word for word, and what came back", async () => {
    await test.generate("logged");
    const webhook = await createdOf("logged");
    const { entry } = await entryOf(webhook.guid);
    expect(entry).toMatchObject({
      event: "repository",
      action: "created",
      redelivery: false,
      status: "OK",
      status_code: 202,
    });
    const { data } = await jwt().request("GET /app/hook/deliveries/{delivery_id}", {
      delivery_id: Number(entry.id),
    });
    expect(JSON.stringify(data.request.payload)).toBe(webhook.body);
    expect(data.request.headers).toMatchObject({
      "X-GitHub-Delivery": webhook.guid,
      "X-GitHub-Event": "repository",
    });
    expect(data.response).toMatchObject({ payload: "received" });
  });

  it("keeps a failed delivery and does not try again by itself", async () => {
    test.receiver.status = 503;
    await test.generate("unlucky");
    const webhook = await createdOf("unlucky");
    const { entry } = await entryOf(webhook.guid);
    expect(entry).toMatchObject({ status: "Invalid HTTP Response: 503", status_code: 503 });
    test.receiver.status = 202;
    await test.generate("later");
    const later = await createdOf("later");
    await entryOf(later.guid);
    expect(test.receiver.received.filter((one) => one.guid === webhook.guid)).toHaveLength(1);
    const failures = await jwt().request("GET /app/hook/deliveries", { status: "failure" });
    expect(failures.data.map((one) => one.guid)).toContain(webhook.guid);
    expect(failures.data.map((one) => one.guid)).not.toContain(later.guid);
  });

  it("gives a receiver that does not answer its time and no more", async () => {
    test.options.limits = { webhookSeconds: 1 };
    await test.stop();
    await test.start();
    test.receiver.status = 0;
    await test.generate("silence");
    const webhook = await createdOf("silence");
    const { entry } = await entryOf(webhook.guid);
    expect(entry).toMatchObject({ status: "timed out", status_code: 504 });
    expect(entry.duration).toBeGreaterThanOrEqual(0.9);
  });

  it("sends a delivery again under the same GUID and body when asked, as an entry of its own", async () => {
    await test.generate("again");
    const first = await createdOf("again");
    const { entry } = await entryOf(first.guid);
    const answer = await jwt().request("POST /app/hook/deliveries/{delivery_id}/attempts", {
      delivery_id: Number(entry.id),
    });
    expect(answer.status).toBe(202);
    const { entries } = await entryOf(first.guid, 2);
    expect(entries.map((one) => one.redelivery)).toEqual([true, false]);
    const sent = test.receiver.received.filter((one) => one.guid === first.guid);
    expect(sent.map((one) => one.body)).toEqual([first.body, first.body]);
    expect(
      await verify(SECRET, sent[1]?.body ?? "", String(sent[1]?.headers["x-hub-signature-256"])),
    ).toBe(true);
  });

  it("is read in pages that Octokit follows, newest first, each entry once", async () => {
    for (const name of ["p1", "p2", "p3"]) {
      await test.generate(name);
      const { guid } = await createdOf(name);
      await entryOf(guid);
    }
    const octokit = jwt();
    const whole = (await octokit.request("GET /app/hook/deliveries", { per_page: 100 })).data.map(
      (one) => Number(one.id),
    );
    const paged = await octokit.paginate("GET /app/hook/deliveries", { per_page: 2 });
    expect(paged.map((one) => one.id)).toEqual(whole);
    expect(whole).toEqual(whole.toSorted((a, b) => b - a));
  });

  it("is for the App alone", async () => {
    const octokit = await test.installation();
    const { token } = (await octokit.auth({ type: "installation" })) as { token: string };
    expect(await statusOf(test.withToken(token).request("GET /app/hook/deliveries"))).toBe(401);
    expect(await statusOf(test.as("ada").request("GET /app/hook/deliveries"))).toBe(401);
  });
});

describe("the webhook's settings", () => {
  it("can be changed: a ping goes to the new address, signed with the new secret, and the secret is never shown", async () => {
    const other = await startWebhookReceiver();
    try {
      const octokit = jwt();
      const { data } = await octokit.request("PATCH /app/hook/config", {
        data: { url: other.url, secret: "another" },
      });
      expect(data).toMatchObject({ url: other.url, secret: "********" });
      const ping = await other.waitFor((one) => one.event === "ping");
      expect(ping.payload).toMatchObject({ hook: { type: "App", app_id: 1 } });
      expect(await verify("another", ping.body, String(ping.headers["x-hub-signature-256"]))).toBe(
        true,
      );
      await octokit.request("PATCH /app/hook/config", {
        data: { url: test.receiver.url, secret: SECRET },
      });
      await test.receiver.waitFor((one) => one.event === "ping");
    } finally {
      await other.close();
    }
  });
});
