import { createHash, randomInt, randomUUID } from "node:crypto";
import { processDelivery } from "../webhook/process-delivery.ts";
import type { TestDeps } from "./test-deps.ts";

/** Stores a webhook call as it is received and decides it, as the worker does. Answers its record. */
export async function deliver(deps: TestDeps, event: string, body: object | Uint8Array) {
  const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(JSON.stringify(body));
  const stored = await deps.worker.pool.query<{ id: string }>(
    `INSERT INTO webhook_deliveries
       (host, hook_scope, guid, event, received_at, body_sha256, body, correlation_id)
     VALUES ($1, $2, $3, $4, now(), $5, $6, 'test') RETURNING id`,
    [
      deps.github.host,
      String(randomInt(1, 1_000_000)),
      randomUUID(),
      event,
      createHash("sha256").update(bytes).digest(),
      bytes,
    ],
  );
  const id = BigInt(stored.rows[0]?.id ?? 0);
  await processDelivery({ ...deps, database: deps.worker }, id);
  return deps.database.prisma.webhookDelivery.findUniqueOrThrow({ where: { id } });
}
