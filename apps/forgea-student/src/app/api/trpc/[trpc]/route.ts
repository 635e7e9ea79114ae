import { serveTrpc } from "@forgea/trpc/serve-trpc";
import { deps } from "../../../../lib/deps.ts";
import { readRequestContext } from "../../../../lib/request-context.ts";
import { appRouter } from "../../../../trpc/app-router.ts";

async function serve(request: Request): Promise<Response> {
  const context = await readRequestContext();
  return serveTrpc(request, {
    router: appRouter,
    ownOrigin: deps().env.STUDENT_URL,
    correlationId: context.correlationId,
    createContext: async () => ({ ...context, signal: request.signal }),
  });
}

export { serve as GET, serve as POST };
