import { randomBytes } from "node:crypto";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { startGuard } from "@forgea/bootstrap/guard";
import { recordProcesses } from "@forgea/bootstrap/leftovers";
import { processIdentity } from "@forgea/bootstrap/process-identity";

import { startCluster } from "./cluster.ts";
import { freePorts } from "./free-ports.ts";
import { removeDataDirectory } from "./place.ts";

/** A PostgreSQL that keeps nothing: quick, on a free port, gone when it stops. */
export async function startThrowAwayPostgres(): Promise<{
  url: string;
  stop: () => Promise<void>;
}> {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), "forgea-test-postgres-"));
  // mkdtemp closes the folder to everybody else, and as root the server runs as somebody else.
  await chmod(dataDirectory, 0o711);
  const guard = startGuard(dataDirectory);
  const [port = 0] = await freePorts(1);
  const cluster = await startCluster({
    dataDirectory,
    port,
    superuserPassword: randomBytes(16).toString("hex"),
    log: path.join(dataDirectory, "postgres.log"),
    durability: "throw-away",
    onSpawn: ({ pid = 0 }) => {
      const identity = processIdentity(pid) ?? "";
      recordProcesses(dataDirectory, [{ name: "postgres", pid, identity, endSignal: "SIGINT" }]);
    },
  });
  return {
    url: cluster.superuserUrl,
    stop: async () => {
      await cluster.stop();
      guard.dismiss();
      removeDataDirectory(dataDirectory);
    },
  };
}
