import type { Context, Hono } from "hono";
import type { BrowserSession } from "./browser-session.ts";

export type PageEnv = { Variables: { browser: BrowserSession } };
export type Pages = Hono<PageEnv>;
export type PageContext = Context<PageEnv>;
