import { handleAuthRequest } from "@forgea/auth/handle-auth-request";
import { refuseForeignRequest } from "@forgea/trpc/same-origin";
import { deps } from "../../../../lib/deps.ts";

interface Context {
  readonly params: Promise<{ nextauth: string[] }>;
}

async function serve(request: Request, { params }: Context): Promise<Response> {
  const { authOptions, env } = deps();
  const refusal = refuseForeignRequest(request, env.ADMIN_URL);
  if (refusal !== null) return refusal;
  return handleAuthRequest(request, (await params).nextauth, authOptions, env.ADMIN_URL);
}

export { serve as GET, serve as POST };
