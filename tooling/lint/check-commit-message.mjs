// Refuses a commit message that is not `type(scope): what`. Argument: the file that holds the message.
import { readFileSync } from "node:fs";

const types = [
  "build",
  "chore",
  "ci",
  "docs",
  "feat",
  "fix",
  "perf",
  "refactor",
  "revert",
  "style",
  "test",
];
const [, , file] = process.argv;
const subject = (file ? readFileSync(file, "utf8") : "").split("\n")[0] ?? "";

// What git writes itself stays as it is.
const isGits = /^(Merge|Revert|fixup!|squash!|amend!)/.test(subject);
const pattern = new RegExp(`^(${types.join("|")})(\\([a-z0-9-]+(, [a-z0-9-]+)*\\))?!?: \\S`);

if (!isGits && !pattern.test(subject)) {
  process.stderr.write(
    `"${subject}" does not say what kind of change this is.\n` +
      `Write: type(scope): what changed, for example fix(session): a late push is stored, not counted.\n` +
      `Types: ${types.join(", ")}. The scope is the package or app.\n`,
  );
  process.exitCode = 1;
}
