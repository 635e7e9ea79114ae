import { spawnSync } from "node:child_process";

/**
 * Whether the package registry answers within a few seconds. npm and pnpm themselves would try for minutes
 * before they give up. Behind a proxy we cannot tell and say yes.
 * @param {string} cwd the project, whose .npmrc may name another registry
 */
export async function isRegistryReachable(cwd) {
  const proxied = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"].some(
    (name) => process.env[name],
  );
  if (proxied || configured("proxy", cwd) || configured("https-proxy", cwd)) return true;
  const registry = configured("registry", cwd);
  if (!registry) return true;
  try {
    await fetch(registry, { method: "HEAD", signal: AbortSignal.timeout(8000) });
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} key
 * @param {string} cwd
 */
function configured(key, cwd) {
  const { stdout, status } = spawnSync("npm", ["config", "get", key, "--loglevel=silent"], {
    encoding: "utf8",
    cwd,
  });
  const value = status === 0 ? stdout.trim() : "";
  return value === "null" || value === "undefined" ? "" : value;
}
