// A process beside one that has children, which ends them when their parent cannot do it itself (kill -9, a crash):
// its input is a pipe whose other end only the parent holds. Argument: the data directory that records them.
import { endLeftovers } from "./leftovers.mjs";

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => undefined);
}

const [, , directory] = process.argv;
// After an orderly stop the parent says so: another stack may run on this directory a moment later.
process.stdin.on("data", () => process.exit(0));
process.stdin.on("end", () => {
  if (directory) void endLeftovers(directory);
});
