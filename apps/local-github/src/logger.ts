import pino, { type Logger } from "pino";

export type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";

/** JSON lines on stdout. Tokens never reach a log call; the paths here are the second fence. */
export function createLogger(level: LogLevel): Logger {
  return pino({
    name: "local-github",
    level,
    redact: ["authorization", "token", "secret", "*.authorization", "*.token", "*.secret"],
  });
}
