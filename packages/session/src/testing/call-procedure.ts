import type { Actor } from "@forgea/trpc/actor";
import { serveTrpc } from "@forgea/trpc/serve-trpc";
import type { WebDeps } from "../ports.ts";

/** The app's own address. */
const origin = "http://localhost:3000";
/** Made by the app for each request; here always the same. */
const correlationId = "7f3c1c0e-5c1e-4a57-9d0b-0f5f3f6b3a10";

export interface ProcedureCall {
  readonly actor: Actor;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly input: object;
}

/** A call as it crosses the network: request and answer as an app gets and gives them. */
export async function callProcedure(
  deps: WebDeps,
  router: Parameters<typeof serveTrpc>[1]["router"],
  { actor, method, path, input }: ProcedureCall,
): Promise<{ status: number; body: unknown }> {
  // superjson writes a date as text, and says beside it which values are dates.
  const meta = "endsAt" in input ? { values: { endsAt: ["Date"] } } : undefined;
  const envelope = JSON.stringify({ json: input, meta });
  const url = new URL(`/api/trpc/${path}`, origin);
  if (method === "GET") url.searchParams.set("input", envelope);
  const request = new Request(url, {
    method,
    headers: {
      origin,
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(envelope)),
    },
    ...(method === "POST" && { body: envelope }),
  });
  const context = { actor, correlationId, log: deps.log, deps };
  const response = await serveTrpc(request, {
    router,
    ownOrigin: origin,
    correlationId,
    log: deps.log,
    createContext: async () => context,
  });
  const body: unknown = await response.json();
  return { status: response.status, body };
}
