import { createServer, type Server } from "node:http";

/** Answers GET /health with 200 while `isHealthy` holds, else 503. Loopback only. */
export function startHealthServer(
  port: number,
  isHealthy: () => Promise<boolean>,
): Promise<Server> {
  const server = createServer((request, response) => {
    const reply = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    if (request.method !== "GET" || request.url !== "/health") {
      reply(404, { message: "not found" });
      return;
    }
    isHealthy().then(
      (healthy) => reply(healthy ? 200 : 503, { ready: healthy }),
      () => reply(503, { ready: false }),
    );
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
