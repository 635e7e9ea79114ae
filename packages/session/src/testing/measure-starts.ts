// `pnpm bench start` runs this: the use case alone, in a process of its own. A line on stdin is one block,
// `{"labSlug", "userIds"}`; its answer on stdout is how many milliseconds all of its starts took.
import { createInterface } from "node:readline";
import type { Actor } from "@forgea/trpc/actor";
import { z } from "zod";
import { startLab } from "../use-cases/start-lab.ts";
import { createTestDeps } from "./test-deps.ts";

const Block = z.object({ labSlug: z.string(), userIds: z.array(z.uuid()) });
const atOnce = 8;

const [appUrl = "", workerUrl = ""] = process.argv.slice(2);
const deps = createTestDeps({ appUrl, workerUrl });
const blocks = createInterface({ input: process.stdin });

for await (const line of blocks) {
  const { labSlug, userIds } = Block.parse(JSON.parse(line));
  deps.clock.set(new Date());
  const began = performance.now();
  const lane = async () => {
    for (let id = userIds.pop(); id !== undefined; id = userIds.pop()) {
      const { created } = await startLab(deps, actorOf(id), { labSlug, correlationId: id });
      if (!created) throw new Error("this person had a session already");
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  process.stdout.write(`${performance.now() - began}\n`);
}
await deps.close();

function actorOf(id: string): Actor {
  return {
    id,
    name: "Mia",
    role: "STUDENT",
    sessionEpoch: 0,
    login: `student-${id}`,
    providerToken: null,
  };
}
