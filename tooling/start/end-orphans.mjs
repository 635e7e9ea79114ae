// A process beside the supervisor that ends the stack when the supervisor cannot do it itself (kill -9, a crash):
// its input is a pipe whose other end only the supervisor holds. Argument: the data directory.
import { endLeftovers } from "@forgea/bootstrap/leftovers";

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => undefined);
}

const [, , directory] = process.argv;
// After an orderly stop the supervisor says so: another stack may run on this directory a moment later.
process.stdin.on("data", () => process.exit(0));
process.stdin.on("end", () => {
  if (directory) void endLeftovers(directory);
});
