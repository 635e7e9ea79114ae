import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { processIdentity } from "@forgea/bootstrap/process-identity";
import { explain, type Refusal } from "@forgea/bootstrap/refusal";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { untilHealthy } from "./health.ts";
import { type Command, type Crew, createCrew } from "./process-crew.ts";
import { restartsPerMinute } from "./restart-limit.ts";

let directory = "";
let crew: Crew;
let losses: Refusal[] = [];

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "forgea-crew-"));
  mkdirSync(path.join(directory, "logs"));
  losses = [];
  crew = createCrew({
    dataDirectory: directory,
    onLoss: (loss) => losses.push(loss),
    patience: 500,
  });
});

afterEach(async () => {
  await crew.stop();
  rmSync(directory, { recursive: true, force: true });
});

function script(name: string, program: string): Command {
  return { name, program: process.execPath, arguments: ["-e", program], cwd: directory, env: {} };
}

const ready = (log: string) =>
  vi.waitFor(() => expect(readFileSync(log, "utf8")).toContain("ready"), { timeout: 5000 });

/** Runs until it is told to end, and writes down when that was. */
const endsInOrder = (name: string) =>
  script(
    name,
    `process.on("SIGTERM", () => {
       require("node:fs").appendFileSync("order", "${name} ");
       process.exit(0);
     });
     setInterval(() => {}, 1000);
     console.log("ready");`,
  );

describe("stop", () => {
  it("ends the last started first and reports no loss", async () => {
    for (const name of ["first", "second", "third"]) await ready(crew.start(endsInOrder(name)).log);
    await crew.stop();
    expect(readFileSync(path.join(directory, "order"), "utf8")).toBe("third second first ");
    expect(losses).toEqual([]);
    expect(existsSync(path.join(directory, "processes.json"))).toBe(false);
  });

  it("kills who does not go, and the helpers that it had started", async () => {
    const stubborn = crew.start(
      script(
        "stubborn",
        `process.on("SIGTERM", () => undefined);
         const { pid } = require("node:child_process").spawn("sleep", ["600"]);
         setInterval(() => {}, 1000);
         console.log("ready " + pid);`,
      ),
    );
    await ready(stubborn.log);
    const helper = Number(/ready (\d+)/.exec(readFileSync(stubborn.log, "utf8"))?.[1]);
    expect(processIdentity(helper)).toBeDefined();
    await crew.stop();
    expect(processIdentity(stubborn.pid)).toBeUndefined();
    await vi.waitFor(() => expect(processIdentity(helper)).toBeUndefined());
  });

  it("starts nothing any more", async () => {
    await crew.stop();
    expect(() => crew.start(endsInOrder("late"))).toThrow("the stack is stopping");
  });
});

describe("a process that ends by itself", () => {
  it("is reported with its name, its exit code and the end of its log", async () => {
    crew.start(script("worker", `console.log("no database"); process.exit(3)`));
    await vi.waitFor(() => expect(losses).toHaveLength(1), { timeout: 5000 });
    const text = explain(losses[0]);
    expect(text).toContain("worker ended with code 3.");
    expect(text).toContain("no database");
    expect(text).toContain(path.join(directory, "logs/worker.log"));
  });

  it("is not waited for until the limit", async () => {
    const dead = crew.start(script("student", "process.exit(1)"));
    await expect(untilHealthy(dead, "http://127.0.0.1:1/health", 60_000)).rejects.toThrow(
      "student ended before it was healthy",
    );
  });
});

describe("a process that is revived", () => {
  it("is started again when it is killed, under its name with another id", async () => {
    const first = crew.start(endsInOrder("worker"));
    await ready(first.log);
    const again: { said: string; pid: number }[] = [];
    crew.revive((loss, member) => again.push({ said: loss.message, pid: member.pid }));
    process.kill(first.pid, "SIGKILL");
    await vi.waitFor(() => expect(again).toHaveLength(1), { timeout: 5000 });
    expect(again[0]?.said).toBe("worker was ended by SIGKILL.");
    expect(again[0]?.pid).not.toBe(first.pid);
    await ready(first.log);
    expect(losses).toEqual([]);
    await crew.stop();
    expect(processIdentity(again[0]?.pid ?? 0)).toBeUndefined();
  });

  it("is given up with its reason when it dies again and again", async () => {
    let restarts = 0;
    crew.revive(() => {
      restarts += 1;
    });
    crew.start(script("worker", `console.log("no database"); process.exit(3)`));
    await vi.waitFor(() => expect(losses).toHaveLength(1), { timeout: 10_000 });
    expect(restarts).toBe(restartsPerMinute);
    expect(explain(losses[0])).toContain("worker ended with code 3.");
  });
});

describe("untilHealthy", () => {
  it("returns when the address answers 200, not at its first answer", async () => {
    const server = crew.start(
      script(
        "server",
        `let asked = 0;
         require("node:http")
           .createServer((_, answer) => { answer.statusCode = asked++ < 2 ? 503 : 200; answer.end(); })
           .listen(0, "127.0.0.1", function () { console.log("ready " + this.address().port); });`,
      ),
    );
    await ready(server.log);
    const port = /ready (\d+)/.exec(readFileSync(server.log, "utf8"))?.[1];
    await expect(untilHealthy(server, `http://127.0.0.1:${port}/`, 5000)).resolves.toBeUndefined();
  });

  it("names the process, the address and the log when it takes too long", async () => {
    const silent = crew.start(endsInOrder("silent"));
    const failure = untilHealthy(silent, "http://127.0.0.1:1/health", 100);
    await expect(failure).rejects.toThrow(
      /silent is not healthy after 0.1 s: http:\/\/127.0.0.1:1/,
    );
    await expect(failure).rejects.toMatchObject({ log: silent.log });
  });
});

describe("run", () => {
  it("refuses with what the command wrote when it fails", async () => {
    const failure = crew.run(
      script("migrate", `console.error("column is missing"); process.exit(1)`),
    );
    await expect(failure).rejects.toMatchObject({
      tail: expect.stringContaining("column is missing"),
    });
  });

  it("keeps the log of the run before", async () => {
    await crew.run(script("seed", `console.log("one")`));
    await crew.run(script("seed", `console.log("two")`));
    expect(readFileSync(path.join(directory, "logs/seed.log"), "utf8")).toBe("two\n");
    expect(readFileSync(path.join(directory, "logs/seed.previous.log"), "utf8")).toBe("one\n");
  });
});
