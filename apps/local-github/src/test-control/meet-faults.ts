import { setTimeout as pause } from "node:timers/promises";
import type { MiddlewareHandler } from "hono";
import { ApiError } from "../api/api-error.ts";
import { API_PREFIX, type ApiContext, type ApiEnv } from "../api/api-types.ts";
import type { LocalGithub } from "../local-github.ts";
import type { AskedFor } from "./fault-plan.ts";
import { secondaryLimit } from "./request-limits.ts";
import type { FaultRule } from "./settings.ts";
import type { TestControl } from "./test-control.ts";

/** Counts requests and lets those go wrong that a rule names. */
export function meetFaults(github: LocalGithub, control: TestControl): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    control.counts.requests += 1;
    if (control.faults.isEmpty) return next();
    const faults = control.faults.next(await describe(github, c));
    for (const fault of faults) {
      const { faultsApplied } = control.counts;
      faultsApplied[fault.id] = (faultsApplied[fault.id] ?? 0) + 1;
    }
    for (const fault of faults) {
      if (fault.kind !== "delay" && fault.kind !== "stall") return go(c, fault, next);
      if (!(await held(fault.ms ?? 0, control.stopped))) return hangUp(c);
    }
    return next();
  };

  async function go(c: ApiContext, fault: FaultRule, next: () => Promise<void>) {
    switch (fault.kind) {
      case "status":
        throw refusal(fault);
      case "nonsense":
        return nonsense(control.draw());
      case "lost-answer":
        await next();
        c.res = hangUp(c);
        return undefined;
      case "drop":
      case "stall":
      case "delay":
        return hangUp(c);
    }
  }
}

/** Waits; false when the server was closed meanwhile, so that nothing may be done any more. */
async function held(ms: number, stopped: AbortSignal): Promise<boolean> {
  return pause(ms, true, { signal: stopped }).catch(() => false);
}

/** Ends the connection without an answer. */
function hangUp(c: ApiContext): Response {
  c.env.incoming.socket.destroy();
  // Tells the listener that there is nothing to write any more.
  return new Response(null, { headers: { "x-hono-already-sent": "true" } });
}

function refusal({ status = 502, retryAfterSeconds }: FaultRule): ApiError {
  if (retryAfterSeconds === undefined) return new ApiError(status, "Server Error");
  if (status === 403 || status === 429) return secondaryLimit(retryAfterSeconds * 1000, status);
  return new ApiError(status, "Server Error", {
    headers: { "Retry-After": String(retryAfterSeconds) },
  });
}

/** Answers that are none of GitHub's: a proxy's page, JSON of another shape, JSON that ends too early. */
function nonsense(draw: number): Response {
  const json = { "Content-Type": "application/json; charset=utf-8" };
  if (draw < 1 / 3) {
    const page = "<!doctype html><title>Sign in</title><p>Please sign in to the network.</p>\n";
    return new Response(page, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  }
  return draw < 2 / 3
    ? new Response('{"result":{"ok":true,"items":[]}}', { headers: json })
    : new Response('{"id":7,"na', { headers: json });
}

async function describe(github: LocalGithub, c: ApiContext): Promise<AskedFor> {
  const asked = new URL(c.req.url).pathname.slice(API_PREFIX.length);
  const [, owner, name] = /^\/repos\/([^/]+)\/([^/]+)/.exec(c.req.path) ?? [];
  const inBody = await readNames(c);
  const account = inBody.owner ?? owner ?? /^\/orgs\/([^/]+)/.exec(c.req.path)?.[1];
  return {
    method: c.req.method,
    paths: asked === c.req.path ? [asked] : [asked, c.req.path],
    repositories: [
      ...(owner && name ? [`${owner}/${name}`] : []),
      ...(inBody.name === undefined ? [] : [inBody.name]),
      ...(inBody.name === undefined || account === undefined ? [] : [`${account}/${inBody.name}`]),
    ],
  };
}

/** What the body names. It is read whole and put back, so that a held request does not need its client any more. */
async function readNames(c: ApiContext): Promise<{ owner?: string; name?: string }> {
  const { method, url, headers } = c.req.raw;
  if (method === "GET" || method === "HEAD") return {};
  const body = await c.req.raw.arrayBuffer();
  c.req.raw = new Request(url, {
    method,
    headers,
    ...(body.byteLength > 0 ? { body } : {}),
  });
  try {
    const { owner, name } = JSON.parse(Buffer.from(body).toString("utf8")) as {
      owner?: unknown;
      name?: unknown;
    };
    return {
      ...(typeof owner === "string" ? { owner } : {}),
      ...(typeof name === "string" ? { name } : {}),
    };
  } catch {
    return {};
  }
}
