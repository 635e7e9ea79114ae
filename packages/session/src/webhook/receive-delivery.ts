import { createHash, randomUUID } from "node:crypto";
import type { Clock, Logger } from "../ports.ts";
import type { DeliveryBatcher } from "../use-cases/store-delivery.ts";
import { readBody } from "./read-body.ts";
import { isSignedBy } from "./verify-signature.ts";

export interface ReceiveDeps {
  readonly host: string;
  /** Current secret first, then the previous one while it is being rotated. */
  readonly secrets: readonly string[];
  readonly batcher: DeliveryBatcher;
  readonly clock: Clock;
  readonly log: Logger;
}

const guidPattern = /^[0-9a-zA-Z-]{1,64}$/;
const eventPattern = /^[a-z_]{1,64}$/;
const hookPattern = /^\d{1,20}$/;

/**
 * Receives one webhook call: caps the body while it streams, verifies the signature over its raw
 * bytes, stores it with its job, and answers 202 after the commit. Wrong, missing and malformed
 * signatures get one identical 401. Nothing is parsed here.
 */
export async function receiveDelivery(deps: ReceiveDeps, request: Request): Promise<Response> {
  if (request.method !== "POST") return answer(405, "method not allowed");
  if (deps.secrets.length === 0) return answer(503, "webhooks are not configured");
  const read = await readBody(request);
  if (!read.ok) return answer(read.status, bodyRefusals[read.status]);

  const { headers } = request;
  if (!isSignedBy(deps.secrets, headers.get("x-hub-signature-256"), read.body)) {
    return answer(401, "unauthorized");
  }
  const contentType = headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(contentType)) return answer(415, "send application/json");
  const guid = headers.get("x-github-delivery") ?? "";
  const event = headers.get("x-github-event") ?? "";
  const hookScope = headers.get("x-github-hook-id") ?? "";
  if (!guidPattern.test(guid) || !eventPattern.test(event) || !hookPattern.test(hookScope)) {
    return answer(400, "delivery headers are missing or malformed");
  }
  const correlationId = randomUUID();
  try {
    await deps.batcher.store({
      host: deps.host,
      hookScope,
      guid,
      event,
      receivedAt: deps.clock.now(),
      bodySha256: createHash("sha256").update(read.body).digest(),
      body: read.body,
      correlationId,
    });
  } catch (error) {
    // Not stored, so not acknowledged: the provider's log shows it, and it can be sent again.
    deps.log.error({ err: error, correlationId, guid }, "delivery not stored");
    return answer(503, "not stored; send it again");
  }
  return answer(202, "stored");
}

const bodyRefusals = {
  400: "the body is missing or incomplete",
  413: "the body is too large",
  429: "too much at once; send it again",
} as const;

function answer(status: number, message: string): Response {
  return Response.json({ message }, { status, headers: { "cache-control": "no-store" } });
}
