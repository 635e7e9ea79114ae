import { createTrpc } from "@forgea/trpc";
import type { WebDeps } from "../ports.ts";

/** The one tRPC instance of the domain: routers and guarded base procedures. */
export const { router, createCallerFactory, signedInProcedure, staffProcedure, adminProcedure } =
  createTrpc<WebDeps>();
