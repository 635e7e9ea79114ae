import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

import { Client } from "pg";

import { percentile } from "../runner/percentiles.ts";
import type { UsedStack } from "../runner/scenario.ts";

const run = promisify(execFile);
const projectRoot = path.resolve(import.meta.dirname, "../..");
const blocks = 6;
const atOnce = 8;

/** Medians over alternated blocks. `baseline` names what the bare statement was sent by. */
export type DomainRates = {
  domainStartsPerSecond: number;
  pgbenchPerSecond: number;
  baseline: string;
};

/**
 * The use case alone in one process, alternated with one bare statement that writes the same rows and job, sent by pgbench
 * with as many connections. Leaves sessions that nobody sets up: only for a stack that is thrown away, with its worker paused.
 */
export async function measureDomain(
  stack: UsedStack,
  startsPerBlock: number,
): Promise<DomainRates | { baseline: string }> {
  const version = await run("pgbench", ["--version"]).catch(() => undefined);
  if (version === undefined) return { baseline: "not measured: there is no pgbench" };
  const lab = await prepareLab(stack, startsPerBlock * (blocks + 1) * 2);
  const useCase = startUseCase(stack);
  const scratch = await mkdtemp(path.join(tmpdir(), "forgea-pgbench-"));
  try {
    const script = path.join(scratch, "start.sql");
    await writeFile(script, bareStatement(lab));
    const rates: { useCase: number; bare: number }[] = [];
    // The first round warms both up and is not counted.
    for (let round = 0; round <= blocks; round++) {
      const ids = lab.userIds.splice(0, startsPerBlock);
      const ms = await useCase.run({ labSlug: lab.slug, userIds: ids });
      const bare = await pgbench(stack, script, startsPerBlock);
      if (round > 0) rates.push({ useCase: (startsPerBlock * 1000) / ms, bare });
    }
    return {
      domainStartsPerSecond: percentile(
        rates.map((rate) => rate.useCase),
        0.5,
      ),
      pgbenchPerSecond: percentile(
        rates.map((rate) => rate.bare),
        0.5,
      ),
      baseline: version.stdout.trim(),
    };
  } finally {
    useCase.child.stdin?.end();
    await rm(scratch, { recursive: true });
  }
}

type MeasuredLab = { id: string; versionId: string; slug: string; userIds: string[] };

/** A lab of the measurement's own, and people: half of them for each side. */
async function prepareLab(stack: UsedStack, people: number): Promise<MeasuredLab> {
  const client = new Client({ connectionString: stack.database.ownerUrl });
  await client.connect();
  try {
    const slug = `measured-${Date.now()}`;
    const { rows } = await client.query<{ id: string; version_id: string }>(
      `WITH lab AS (
         INSERT INTO labs (slug, title, summary, status, base_repo_url, updated_at)
         SELECT $1, 'Measured', '', 'PUBLISHED', base_repo_url, now() FROM labs LIMIT 1 RETURNING id
       ), version AS (
         INSERT INTO lab_versions (lab_id, number, source_host, source_repo_id, source_full_name,
           source_commit_sha, template_host, template_repo_id, template_full_name, template_tree_sha,
           instructions, published_at)
         SELECT lab.id, 1, v.source_host, v.source_repo_id, v.source_full_name, v.source_commit_sha,
           v.template_host, v.template_repo_id, v.template_full_name, v.template_tree_sha, '', now()
         FROM lab, (SELECT * FROM lab_versions LIMIT 1) v RETURNING id
       ) SELECT lab.id, version.id AS version_id FROM lab, version`,
      [slug],
    );
    const users = await client.query<{ id: string }>(
      "INSERT INTO users (name) SELECT 'Mia' FROM generate_series(1, $1) RETURNING id",
      [people],
    );
    const ids = users.rows.map(({ id }) => id);
    const half = ids.splice(0, people / 2);
    await client.query("CREATE TABLE measured_users (n serial PRIMARY KEY, id uuid)");
    await client.query("INSERT INTO measured_users (id) SELECT unnest($1::uuid[])", [ids]);
    await client.query("CREATE SEQUENCE measured_next");
    await client.query("GRANT SELECT ON measured_users TO forgea_app");
    await client.query("GRANT USAGE ON SEQUENCE measured_next TO forgea_app");
    await client.query("ANALYZE users, measured_users, labs, lab_versions");
    return { id: rows[0]?.id ?? "", versionId: rows[0]?.version_id ?? "", slug, userIds: half };
  } finally {
    await client.end();
  }
}

/** The same rows and the same job, knowing everything beforehand and asking nothing. */
function bareStatement(lab: MeasuredLab): string {
  return `WITH person AS (
  SELECT id FROM measured_users WHERE n = (SELECT nextval('measured_next'))
), created AS (
  INSERT INTO lab_sessions (user_id, lab_id, lab_version_id, attempt, created_at)
  SELECT id, '${lab.id}', '${lab.versionId}', 1, now() FROM person RETURNING id, user_id
), event AS (
  INSERT INTO session_events
    (lab_session_id, kind, to_status, actor_kind, actor_id, data, correlation_id, at)
  SELECT id, 'start', 'PROVISIONING', 'STUDENT', user_id, '{}', id::text, now() FROM created RETURNING id
), intent AS (
  INSERT INTO repository_intents (host, owner, name, lab_version_id, lab_session_id)
  SELECT 'git.test', 'forgea', 'bare-' || id, '${lab.versionId}', id FROM created RETURNING id
)
SELECT forgea.enqueue('provision-lab-session',
  jsonb_build_object('labSessionId', created.id, 'correlationId', created.id), now(), 'provision:' || created.id)
FROM created, (SELECT count(*) FROM event) e, (SELECT count(*) FROM intent) i;\n`.replaceAll(
    "\n",
    " ",
  );
}

async function pgbench(stack: UsedStack, script: string, starts: number): Promise<number> {
  const { stdout } = await run("pgbench", [
    "--no-vacuum",
    "--protocol=prepared",
    `--file=${script}`,
    `--client=${atOnce}`,
    `--transactions=${Math.ceil(starts / atOnce)}`,
    stack.database.appUrl,
  ]);
  const tps = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
  if (tps === undefined || !/number of failed transactions: 0 /.test(stdout)) {
    throw new Error(`pgbench did not do what it was asked:\n${stdout}`);
  }
  return Number(tps);
}

/** The use case's process: a block in, its milliseconds out. */
function startUseCase(stack: UsedStack): {
  child: ChildProcess;
  run: (block: { labSlug: string; userIds: readonly string[] }) => Promise<number>;
} {
  const { appUrl, workerUrl } = stack.database;
  const child = spawn(
    process.execPath,
    ["packages/session/src/testing/measure-starts.ts", appUrl, workerUrl],
    { cwd: projectRoot, stdio: ["pipe", "pipe", "inherit"] },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    async run(block) {
      child.stdin.write(`${JSON.stringify(block)}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error("the process that measures the use case ended");
      return Number(value);
    },
  };
}
