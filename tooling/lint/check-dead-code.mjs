// Finds files, exports and dependencies that nobody uses (knip), and checks that it finds the one that is seeded:
// a checker that cannot parse any more would report nothing, and look content.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const knip = path.join(here, "node_modules/knip/bin/knip.js");
const seededName = "seededDeadExport";

const { stdout, stderr } = spawnSync(
  process.execPath,
  [knip, "--reporter", "json", "--no-config-hints"],
  {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  },
);

/** @typedef {{ name: string, line?: number }} Finding */
/** @type {Array<{ file: string } & Record<string, Finding[]>>} */
const issues = readIssues();
// `owners` is no finding: knip adds who CODEOWNERS names for the file.
const found = issues.flatMap(({ file, owners: _owners, ...kinds }) =>
  Object.entries(kinds).flatMap(([kind, findings]) =>
    (Array.isArray(findings) ? findings : []).map(({ name, line }) => ({ kind, file, name, line })),
  ),
);
const unwanted = found.filter(({ name }) => name !== seededName);

for (const { kind, file, name, line } of unwanted) {
  process.stderr.write(`${kind}: ${file}${line ? `:${line}` : ""}  ${name === file ? "" : name}\n`);
}
if (unwanted.length === found.length) {
  process.stderr.write(`the checker does not find the seeded ${seededName}\n`);
}
if (unwanted.length > 0 || unwanted.length === found.length) process.exitCode = 1;
else process.stdout.write("no dead code, no unused dependency\n");

function readIssues() {
  try {
    return JSON.parse(stdout).issues;
  } catch {
    process.stderr.write(`${stdout}${stderr}\n`);
    process.exit(1);
  }
}
