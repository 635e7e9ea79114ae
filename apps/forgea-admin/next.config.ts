import { fileURLToPath } from "node:url";
import { dataPolicy, securityHeaders } from "@forgea/trpc/content-security-policy";
import type { NextConfig } from "next";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Nothing here reads the environment: one build serves every origin and port. */
const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: root,
  turbopack: { root },
  reactStrictMode: true,
  poweredByHeader: false,
  agentRules: false,
  experimental: { agentUpgrade: false },
  // Types are checked by `pnpm typecheck`, once for the whole workspace.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [
    { source: "/:path*", headers: [...securityHeaders] },
    { source: "/api/:path*", headers: [dataPolicy] },
  ],
};

export default config;
