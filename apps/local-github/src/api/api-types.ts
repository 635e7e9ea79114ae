import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import type { Caller } from "../access/identify-caller.ts";

export type ApiEnv = { Bindings: HttpBindings; Variables: { caller: Caller } };
export type Api = Hono<ApiEnv>;
export type ApiContext = Context<ApiEnv>;

/** Where the REST interface lies, as on GitHub Enterprise Server. */
export const API_PREFIX = "/api/v3";

/**
 * An empty interface: routes are written without the prefix, requests keep their whole address.
 * `/repositories/{id}` is another spelling of `/repos/{owner}/{repo}`; `nameOf` knows which.
 */
export function newApi(nameOf: (repositoryId: number) => string | undefined): Api {
  return new Hono<ApiEnv>({
    getPath: (request) => {
      const path = new URL(request.url).pathname.slice(API_PREFIX.length).replace(/\/$/, "") || "/";
      const [whole, id, rest] = /^\/repositories\/(\d{1,15})(\/.*)?$/.exec(path) ?? [];
      const name = whole === undefined ? undefined : nameOf(Number(id));
      return name === undefined ? path : `/repos/${name}${rest ?? ""}`;
    },
  });
}
