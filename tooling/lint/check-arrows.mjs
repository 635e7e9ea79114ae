// Checks who imports whom (.dependency-cruiser.cjs), and that the checker still sees anything at all:
// it reads TypeScript through a compiler of its own and goes silent when that does not fit.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { cruise } from "dependency-cruiser";

import config from "../../.dependency-cruiser.cjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const seeded = path.join(root, "tooling/lint/seeded-violation");
const roots = ["apps", "packages", "tooling", "e2e", "bench"];

const { doNotFollow, exclude, enhancedResolveOptions, ...options } = config.options;

/** @param {string} baseDir @param {string[]} folders */
async function findViolations(baseDir, folders) {
  const { output } = await cruise(
    folders.filter((folder) => existsSync(path.join(baseDir, folder))),
    {
      ...options,
      baseDir,
      doNotFollow,
      exclude,
      validate: true,
      ruleSet: { forbidden: config.forbidden },
      outputType: "json",
    },
    enhancedResolveOptions,
  );
  const { modules, summary } = JSON.parse(typeof output === "string" ? output : "{}");
  return { modules, violations: summary.violations };
}

/** Source files that git knows or would know. */
function sourceFiles() {
  const listed = execFileSync(
    "git",
    ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...roots],
    { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  return listed
    .split("\n")
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith(".d.ts"))
    .filter((file) => !file.startsWith("tooling/lint/seeded-violation/"))
    .filter((file) => existsSync(path.join(root, file)));
}

const problems = [];
const { modules, violations } = await findViolations(root, roots);

for (const { rule, from, to } of violations) problems.push(`${rule.name}: ${from} → ${to}`);

const read = new Set(modules.map(({ source }) => source));
const unread = sourceFiles().filter((file) => !read.has(file));
if (unread.length > 0)
  problems.push(`the checker did not read ${unread.length} files, such as ${unread[0]}`);
const arrows = modules.flatMap(({ source, dependencies }) =>
  roots.some((each) => source.startsWith(`${each}/`)) ? dependencies : [],
);
// Almost every file imports something; a parser that fails yields files without a single import.
if (arrows.length < read.size / 2) {
  problems.push(`the checker found only ${arrows.length} imports in ${read.size} files`);
}

const inSeed = await findViolations(seeded, roots);
const fired = new Set(inSeed.violations.map(({ rule }) => rule.name));
for (const { name } of config.forbidden) {
  if (!fired.has(name)) problems.push(`the rule ${name} does not find its seeded violation`);
}

if (problems.length > 0) {
  process.stderr.write(`${problems.join("\n")}\n`);
  process.exitCode = 1;
} else {
  process.stdout.write(
    `${read.size} modules, ${arrows.length} imports, ${config.forbidden.length} rules: every arrow holds\n`,
  );
}
