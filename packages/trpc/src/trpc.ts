import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import type { Actor, Role } from "./actor.ts";
import { CodedError } from "./coded-error.ts";
import { describeError, type PublicError } from "./describe-error.ts";

/** The part of a logger that the edge needs. */
export interface EdgeLogger {
  error(facts: object, message: string): void;
}

/** What every procedure gets. `deps` is what the domain package asks its app to supply. */
export interface RequestContext<Deps> {
  readonly actor: Actor | null;
  readonly correlationId: string;
  readonly log: EdgeLogger;
  readonly deps: Deps;
  /** Aborted when the client went away. */
  readonly signal?: AbortSignal | undefined;
}

/** Every procedure declares who may call it; a test walks the routers and compares. */
export interface ProcedureMeta {
  readonly access: "signed-in" | "staff" | "admin";
}

const staffRoles: readonly Role[] = ["ASSISTANT", "ADMIN"];

/**
 * One tRPC instance for a domain: routers, and base procedures whose guard reads the actor that
 * was read from the database for this request. Errors leave only as entries of the catalogue.
 */
export function createTrpc<Deps>() {
  const t = initTRPC
    .context<RequestContext<Deps>>()
    .meta<ProcedureMeta>()
    .create({
      transformer: superjson,
      isServer: true,
      errorFormatter({ shape, error, ctx }) {
        const forgea: PublicError = describeError(error, ctx?.correlationId ?? "none");
        return {
          message: forgea.sentence,
          code: shape.code,
          data: { code: shape.data.code, httpStatus: shape.data.httpStatus, forgea },
        };
      },
      sse: {
        ping: { enabled: true, intervalMs: 5_000 },
        client: { reconnectAfterInactivityMs: 15_000 },
        maxDurationMs: 30 * 60_000,
      },
    });

  // Coded errors become tRPC errors here and nowhere else; what nobody expected is logged whole.
  const mapErrors = t.middleware(async ({ ctx, next, path }) => {
    const result = await next();
    if (result.ok) return result;
    const { cause } = result.error;
    if (cause instanceof CodedError) {
      throw new TRPCError({ code: trpcCode(cause), message: cause.message, cause });
    }
    if (result.error.code === "INTERNAL_SERVER_ERROR") {
      ctx.log.error(
        { err: cause ?? result.error, correlationId: ctx.correlationId, path },
        "failed",
      );
    }
    return result;
  });

  const guard = (allowed: readonly Role[] | null) =>
    t.middleware(({ ctx, next }) => {
      const { actor } = ctx;
      if (actor === null || actor.id === "") throw new CodedError("UNAUTHENTICATED");
      if (allowed !== null && !allowed.includes(actor.role)) throw new CodedError("FORBIDDEN");
      return next({ ctx: { ...ctx, actor } });
    });

  const base = t.procedure.use(mapErrors);
  return {
    router: t.router,
    createCallerFactory: t.createCallerFactory,
    signedInProcedure: base.meta({ access: "signed-in" }).use(guard(null)),
    staffProcedure: base.meta({ access: "staff" }).use(guard(staffRoles)),
    adminProcedure: base.meta({ access: "admin" }).use(guard(["ADMIN"])),
  };
}

function trpcCode(error: CodedError): TRPCError["code"] {
  return describeError(error, "").trpc;
}
