import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { startTestGithub, tokenOf } from "../testing/start-test-github.ts";

// Prints, as one line of JSON, what docs/architecture/local-github.md promises:
//   pnpm --filter local-github measure
// The server runs in a process of its own, as in the demo. Times are medians unless they say max.

const test = await startTestGithub();
const port = Number(new URL(test.url).port);
await test.stop();

const sizes = { "1MB": 1, "50MB": 50 };
const templates = Object.entries(sizes).map(([name, megabytes]) => {
  const from = join(test.options.dataDirectory, `template-${name}`);
  mkdirSync(from, { recursive: true });
  for (let part = 0; part < 20; part += 1) {
    writeFileSync(join(from, `part-${part}.bin`), randomBytes((megabytes * 1024 * 1024) / 20));
  }
  return { name: `template-${name}`, from };
});
const config = join(test.options.dataDirectory, "measure.json");
writeFileSync(
  config,
  JSON.stringify({ ...test.config, templates: [...(test.config.templates ?? []), ...templates] }),
);
const server = spawn(process.execPath, [join(import.meta.dirname, "../main.ts")], {
  stdio: ["ignore", "pipe", "inherit"],
  env: {
    LOCAL_GITHUB_PORT: String(port),
    LOCAL_GITHUB_DATA: test.options.dataDirectory,
    LOCAL_GITHUB_CONFIG: config,
  },
});
await once(server.stdout, "data");

const figures: Record<string, unknown> = {};
const loadBefore = loadavg()[0];
for (const name of Object.keys(sizes)) {
  await generate(`template-${name}`, `warm-${name}`);
  const each: number[] = [];
  for (let index = 0; index < 100; index += 1)
    each.push(await timed(() => generate(`template-${name}`, `a-${name}-${index}`)));
  const start = performance.now();
  const cpuBefore = serverCpuMs();
  await Promise.all(
    Array.from({ length: 8 }, async (_, lane) => {
      for (let index = 0; index < 40; index += 1)
        await generate(`template-${name}`, `b-${name}-${lane}-${index}`);
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const cpu = serverCpuMs() - cpuBefore;
  const id = await generate(`template-${name}`, `size-${name}`);
  figures[name] = {
    generateMs: round(median(each)),
    generatePerSecond: round(320 / seconds),
    // What is left of the rate on a machine that does other things at the same time.
    serverCpuMsEach: Number.isNaN(cpu) ? null : round(cpu / 320),
    kilobytesEach: kilobytes(join(test.options.dataDirectory, "repositories", `${id}.git`)),
  };
}

await generate("lab-template", "pushed");
const folder = await test.git.clone(test.cloneUrl("pushed", "ada"));
const pushes: number[] = [];
const visible: number[] = [];
for (let index = 0; index < 40; index += 1) {
  await test.git.run(folder, "commit", "--quiet", "--allow-empty", "-m", `Push ${index}`);
  const head = await test.git.run(folder, "rev-parse", "HEAD");
  let arrived = 0;
  const webhook = test.receiver
    .waitFor((one) => one.payload["after"] === head)
    .then(() => (arrived = performance.now()));
  pushes.push(await timed(() => test.git.run(folder, "push", "--quiet")));
  const ended = performance.now();
  await webhook;
  visible.push(Math.max(0, arrived - ended));
}
figures["push"] = {
  gitPushMs: round(median(pushes)),
  webhookAfterPushMs: {
    p50: round(median(visible)),
    max: round(visible.toSorted((a, b) => a - b).at(-1) ?? 0),
  },
};
figures["rssMiB"] = round(
  Number(execFileSync("ps", ["-o", "rss=", "-p", String(server.pid)]).toString()) / 1024,
);
figures["machine"] = {
  cores: cpus().length,
  cpu: cpus()[0]?.model,
  node: process.version,
  loadBefore,
};

server.kill("SIGTERM");
await once(server, "exit");
await test.start();
await test.close();
process.stdout.write(`${JSON.stringify(figures)}\n`);

async function generate(template: string, name: string): Promise<number> {
  const response = await fetch(`${test.api}/repos/forgea/${template}/generate`, {
    method: "POST",
    headers: { authorization: `token ${tokenOf("ada")}` },
    body: JSON.stringify({ owner: "forgea", name, private: true }),
  });
  if (response.status !== 201) throw new Error(`generate answered ${response.status}`);
  return ((await response.json()) as { id: number }).id;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Processor time that the server has used; NaN where there is no /proc. The clock of /proc ticks every 10 ms. */
function serverCpuMs(): number {
  try {
    const fields =
      readFileSync(`/proc/${server.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

/** What a folder takes on the disk, in blocks as the file system counts them. */
function kilobytes(path: string): number {
  const own = (lstatSync(path).blocks * 512) / 1024;
  if (!lstatSync(path).isDirectory()) return own;
  return readdirSync(path).reduce((sum, name) => sum + kilobytes(join(path, name)), own);
}
