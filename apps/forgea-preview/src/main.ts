import { serve } from "@hono/node-server";
import pino from "pino";
import { readEnv } from "./env.ts";
import { createPreviewApp } from "./serve-preview.ts";

const env = readEnv();
const log = pino({
  level: env.LOG_LEVEL,
  base: { app: "forgea-preview", pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
});
const server = serve({
  fetch: createPreviewApp().fetch,
  hostname: env.BIND_ADDRESS,
  port: env.PORT,
});
server.on("listening", () => log.info({ port: env.PORT }, "preview is ready"));
server.on("error", (error) => {
  log.fatal({ err: error }, "preview could not listen");
  process.exitCode = 1;
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => server.close());
}
