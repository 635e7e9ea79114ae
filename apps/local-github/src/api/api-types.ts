import { type Context, Hono } from "hono";
import type { Caller } from "../access/identify-caller.ts";

export type ApiEnv = { Variables: { caller: Caller } };
export type Api = Hono<ApiEnv>;
export type ApiContext = Context<ApiEnv>;

/** Where the REST interface lies, as on GitHub Enterprise Server. */
export const API_PREFIX = "/api/v3";

/** An empty interface: routes are written without the prefix, requests keep their whole address. */
export function newApi(): Api {
  return new Hono<ApiEnv>({
    getPath: (request) =>
      new URL(request.url).pathname.slice(API_PREFIX.length).replace(/\/$/, "") || "/",
  });
}
