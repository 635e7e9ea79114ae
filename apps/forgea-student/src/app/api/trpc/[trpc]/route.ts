import { randomUUID } from "node:crypto";
import { serveTrpc } from "@forgea/trpc/serve-trpc";
import { deps } from "../../../../lib/deps.ts";
import { createRequestContext } from "../../../../lib/request-context.ts";
import { appRouter } from "../../../../trpc/app-router.ts";

function serve(request: Request): Promise<Response> {
  const correlationId = randomUUID();
  return serveTrpc(request, {
    router: appRouter,
    ownOrigin: deps().env.STUDENT_URL,
    correlationId,
    log: deps().log,
    createContext: async () => ({
      ...(await createRequestContext(correlationId)),
      signal: request.signal,
    }),
  });
}

export { serve as GET, serve as POST };
