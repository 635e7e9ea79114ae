import { createHmac, randomInt, randomUUID } from "node:crypto";
import { Readable } from "node:stream";

import type { Database } from "../fixtures/database.ts";
import { postRaw, type RawAnswer } from "../fixtures/raw-request.ts";
import type { Stack } from "../fixtures/running-stack.ts";
import { expect, test } from "../fixtures/test.ts";

test("A webhook that is not signed right gets one and the same 401", async ({
  stack,
  database,
}) => {
  const body = pushBody(randomInt(1, 1_000_000));
  const right = signatureOf(stack, body);
  const wrong = `sha256=${"0".repeat(64)}`;
  const guids: string[] = [];
  const send = (signature: string | string[] | undefined) => {
    const guid = randomUUID();
    guids.push(guid);
    return post(stack, guid, body, signature);
  };

  const answers: RawAnswer[] = [];
  for (const signature of [
    wrong,
    undefined,
    [right, right],
    [right, wrong],
    "",
    right.slice(0, -1),
    right.replace("sha256=", "sha1="),
    right.toUpperCase(),
    createHmac("sha256", "another secret").update(body).digest("hex"),
  ]) {
    answers.push(await send(signature));
  }
  expect(answers[0]?.status).toBe(401);
  for (const answer of answers) expect(answer).toEqual(answers[0]);

  const changed = Buffer.concat([body, Buffer.from(" ")]);
  guids.push(randomUUID());
  expect(await post(stack, guids.at(-1) ?? "", changed, right)).toEqual(answers[0]);
  expect(
    await database.rows("select 1 from webhook_deliveries where guid = any($1)", [guids]),
  ).toEqual([]);
});

test("A webhook over 25 MB is refused while it is read", async ({ stack }) => {
  const megabyte = Buffer.alloc(1024 * 1024, 0x20);

  await test.step("by its length, before anything of it was read", async () => {
    // Only the beginning is ever sent: an answer shows that nobody waited for the rest.
    const length = 26 * 1024 * 1024;
    const beginning = new Readable({ read: () => undefined });
    beginning.push(Buffer.alloc(1024, 0x20));
    const signature = `sha256=${"0".repeat(64)}`;
    const answer = await post(stack, randomUUID(), beginning, signature, length);
    expect(answer.status).toBe(413);
  });

  await test.step("by counting, when its length was not said", async () => {
    let sent = 0;
    const endless = Readable.from(
      (function* megabytes() {
        for (; sent < 200; sent += 1) yield megabyte;
      })(),
    );
    const answer = await post(stack, randomUUID(), endless, `sha256=${"0".repeat(64)}`);
    expect(answer.status).toBe(413);
    // What stands in buffers on the way counts as sent; the rest of the 200 was never asked for.
    expect(sent).toBeLessThan(60);
  });
});

test("A signed push of an unknown repository is kept with its rejection, and nothing else changes", async ({
  stack,
  database,
}) => {
  const guid = randomUUID();
  // An id that a double cannot hold.
  const repoId = 9_007_199_254_740_993n + BigInt(randomInt(1, 1_000_000)) * 2n;
  const body = pushBody(repoId);
  const answer = await post(stack, guid, body, signatureOf(stack, body));
  expect(answer.status).toBe(202);

  await expect
    .poll(() => stateOf(database, guid))
    .toEqual({
      state: "REJECTED",
      reason: "REPO_UNKNOWN",
      duplicates: 0,
    });
  const delivery = await database.one<{ id: string; correlation_id: string; body: Buffer }>(
    "select id, correlation_id, body from webhook_deliveries where guid = $1",
    [guid],
  );
  expect(delivery.body).toEqual(body);
  expect(
    await database.rows(
      `select reason, host, provider_repo_id, full_name, ref, sender_id, lab_session_id, mapping_id,
              rule_set_version
         from binding_rejections where delivery_guid = $1`,
      [guid],
    ),
  ).toEqual([
    {
      reason: "REPO_UNKNOWN",
      host: stack.provider.host,
      provider_repo_id: String(repoId),
      full_name: "forgea/nobody-knows-it",
      ref: "refs/heads/main",
      sender_id: "2001",
      lab_session_id: null,
      mapping_id: null,
      rule_set_version: 1,
    },
  ]);
  const effects = {
    "select 1 from snapshots where delivery_id = $1": delivery.id,
    "select 1 from session_events where correlation_id = $1": delivery.correlation_id,
    "select 1 from github_repo_mappings where provider_repo_id = $1": String(repoId),
    "select 1 from repository_intents where provider_repo_id = $1": String(repoId),
  };
  for (const [sql, value] of Object.entries(effects)) {
    expect(await database.rows(sql, [value])).toEqual([]);
  }

  await test.step("the same call again is acknowledged and counted, and decided once", async () => {
    expect((await post(stack, guid, body, signatureOf(stack, body))).status).toBe(202);
    expect(await stateOf(database, guid)).toEqual({
      state: "REJECTED",
      reason: "REPO_UNKNOWN",
      duplicates: 1,
    });
    expect(
      await database.rows("select 1 from binding_rejections where delivery_guid = $1", [guid]),
    ).toHaveLength(1);
  });
});

test("What is no webhook is answered plainly", async ({ stack }) => {
  const address = `${stack.urls.student}/api/webhooks/github`;
  expect((await fetch(address)).status).toBe(405);
  const body = pushBody(1);
  const answer = await postRaw(
    address,
    { ...headersOf(randomUUID(), signatureOf(stack, body)), "content-type": "text/plain" },
    body,
  );
  expect(answer.status).toBe(415);
});

function post(
  stack: Stack,
  guid: string,
  body: Buffer | Readable,
  signature: string | string[] | undefined,
  contentLength?: number,
): Promise<RawAnswer> {
  const headers = {
    ...headersOf(guid, signature),
    ...(contentLength !== undefined && { "content-length": String(contentLength) }),
  };
  return postRaw(`${stack.urls.student}/api/webhooks/github`, headers, body);
}

function headersOf(guid: string, signature: string | string[] | undefined) {
  return {
    "content-type": "application/json",
    "x-github-event": "push",
    "x-github-delivery": guid,
    "x-github-hook-id": "480000001",
    ...(signature !== undefined && { "x-hub-signature-256": signature }),
  };
}

function signatureOf(stack: Stack, body: Buffer): string {
  const { webhookSecret } = stack.provider;
  return `sha256=${createHmac("sha256", webhookSecret).update(body).digest("hex")}`;
}

function stateOf(database: Database, guid: string) {
  return database.one("select state, reason, duplicates from webhook_deliveries where guid = $1", [
    guid,
  ]);
}

function pushBody(repoId: bigint | number): Buffer {
  const text = JSON.stringify({
    ref: "refs/heads/main",
    before: "1".repeat(40),
    after: "2".repeat(40),
    forced: false,
    repository: {
      id: 0,
      name: "nobody-knows-it",
      full_name: "forgea/nobody-knows-it",
      owner: { login: "forgea", id: 900001 },
      default_branch: "main",
      pushed_at: Math.floor(Date.now() / 1000),
    },
    sender: { login: "mia", id: 2001, type: "User" },
  });
  return Buffer.from(text.replace('"id":0', `"id":${repoId}`));
}
