import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Whether an address can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  return host === "::1" || host === "localhost" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Long: a client on a busy machine must not pick a connection that is just being closed. */
const KEEP_ALIVE_MS = 65_000;

/**
 * Listens on all hosts with one port: `localhost` may mean 127.0.0.1 or ::1. A machine without
 * IPv6 goes on without it. Throws when the port is taken.
 */
export async function listen(
  port: number,
  hosts: string[],
): Promise<{ servers: Server[]; port: number }> {
  const servers: Server[] = [];
  let bound = port;
  for (const host of hosts) {
    const server = createServer({
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: 20_000,
      requestTimeout: 0,
    });
    try {
      bound = await listenOne(server, bound, host);
      servers.push(server);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (host.includes(":") && (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT")) continue;
      await closeServers(servers);
      throw error;
    }
  }
  return { servers, port: bound };
}

function listenOne(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, ipv6Only: host.includes(":") }, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

const CLOSE_MS = 800;

/** Stops listening; gives requests under way a moment and then ends them. */
export async function closeServers(servers: Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          const force = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
          server.close(() => {
            clearTimeout(force);
            resolve();
          });
          server.closeIdleConnections();
        }),
    ),
  );
}
