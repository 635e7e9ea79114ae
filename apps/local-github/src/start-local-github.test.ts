import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startLocalGithub } from "./start-local-github.ts";
import { beginHangingPush } from "./testing/hanging-push.ts";
import {
  startTestGithub,
  statusOf,
  type TestGithub,
  tokenOf,
} from "./testing/start-test-github.ts";

let test: TestGithub;
beforeEach(async () => {
  test = await startTestGithub();
});
afterEach(() => test.close());

describe("startLocalGithub", () => {
  it("finds everything again after a restart: repositories, access, tokens, ids, deliveries", async () => {
    const repository = await test.generate("kept", "mia");
    const installation = await test.installation();
    const log = await test.app().octokit.request("GET /app/hook/deliveries");
    await test.stop();
    await test.start();
    const { data } = await test.as("mia").request("GET /repositories/{id}", { id: repository.id });
    expect(data.full_name).toBe("forgea/kept");
    await test.git.clone(test.cloneUrl("kept", "mia"));
    expect(
      await statusOf(
        installation.request("GET /repos/{owner}/{repo}", { owner: "forgea", repo: "kept" }),
      ),
    ).toBe(200);
    const next = await test.generate("next");
    expect(next.id).toBe(repository.id + 1);
    const after = await test.app().octokit.request("GET /app/hook/deliveries", { per_page: 100 });
    expect(after.data.map((one) => one.id)).toEqual(
      expect.arrayContaining(log.data.map((one) => one.id)),
    );
  });

  it("does not give out an id again after the newest repository was deleted", async () => {
    const repository = await test.generate("short-lived");
    await test
      .as("ada")
      .request("DELETE /repos/{owner}/{repo}", { owner: "forgea", repo: "short-lived" });
    await test.stop();
    await test.start();
    expect((await test.generate("short-lived")).id).toBeGreaterThan(repository.id);
  });

  it("announces a push whose process ended before it could, once, from the spool", async () => {
    const repository = await test.generate("spooled", "mia");
    const folder = await test.git.clone(test.cloneUrl("spooled", "mia"));
    const before = await test.git.run(folder, "rev-parse", "HEAD");
    await test.git.run(folder, "commit", "--quiet", "--allow-empty", "-m", "Before the crash");
    const after = await test.git.run(folder, "rev-parse", "HEAD");
    await test.stop();
    // What a push leaves when the server dies right after the hook: the ref has moved, the file is there.
    const path = join(test.options.dataDirectory, "repositories", `${repository.id}.git`);
    await test.git.run(folder, "push", "--quiet", path, "HEAD:refs/heads/main");
    const spool = join(test.options.dataDirectory, "spool");
    const name = `1700000000000-${repository.id}-crash.push`;
    const lines = `${repository.id} 2001\n${before} ${after} refs/heads/main\n`;
    writeFileSync(join(spool, name), lines);
    await test.start();
    const push = await test.receiver.waitFor(
      (one) => one.event === "push" && one.payload["after"] === after,
    );
    expect(push.payload).toMatchObject({
      before,
      pusher: { name: "mia" },
      head_commit: { message: "Before the crash" },
    });
    expect(readdirSync(spool)).toEqual([]);

    // The same file again, as after a crash between writing it down and removing it.
    await test.stop();
    writeFileSync(join(spool, name), lines);
    await test.start();
    expect(readdirSync(spool)).toEqual([]);
    const { data } = await test
      .as("mia")
      .request("GET /repos/{owner}/{repo}/activity", { owner: "forgea", repo: "spooled" });
    expect(data.filter((one) => one.after === after)).toHaveLength(1);
    const guids = test.receiver.received
      .filter((one) => one.payload["after"] === after)
      .map((one) => one.guid);
    expect(new Set(guids).size).toBe(1);
  });

  it("refuses a data directory that another one is using, and says so", async () => {
    await expect(startLocalGithub({ ...test.options, port: 0 })).rejects.toThrow(
      /another local-github is running/,
    );
  });

  it("refuses a port that is taken", async () => {
    const port = Number(new URL(test.url).port);
    const elsewhere = { ...test.options, dataDirectory: `${test.options.dataDirectory}-2`, port };
    await expect(startLocalGithub(elsewhere)).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  it("applies its configuration again: a changed name and token count, the old token does not", async () => {
    const [ada, mia] = [test.config.users[0], test.config.users[1]];
    if (!ada || !mia) throw new Error("the people are missing");
    const fresh = "ghp_a_fresh_token_that_is_long_enough";
    test.options.config = {
      ...test.config,
      users: [ada, { ...mia, name: "Mia S.", token: fresh }],
    };
    await test.stop();
    await test.start();
    const { data } = await test.withToken(fresh).request("GET /user");
    expect(data).toMatchObject({ id: 2001, name: "Mia S." });
    expect(await statusOf(test.withToken(tokenOf("mia")).request("GET /user"))).toBe(401);
    // Who is no longer in the file is still there: nothing is taken away.
    expect(await statusOf(test.as("noah").request("GET /user"))).toBe(200);
  });

  it("closes within seconds, also while a client holds a connection open", async () => {
    await test.generate("hanging", "mia");
    const { ended } = await beginHangingPush(test.url, "hanging");
    const started = Date.now();
    await test.stop();
    expect(Date.now() - started).toBeLessThan(3_000);
    expect(await ended).toBe(false);
    await test.start();
  });

  it("answers on 127.0.0.1 and localhost, and not to another name", async () => {
    const port = new URL(test.url).port;
    expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200);
    expect((await fetch(`http://localhost:${port}/health`)).status).toBe(200);
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      const ask = request({ port, path: "/health", headers: { host: "evil.example" } }, (answer) =>
        resolve(answer.statusCode),
      );
      ask.end();
    });
    expect(status).toBe(421);
  });
});
