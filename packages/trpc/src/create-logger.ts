import pino, { type Logger } from "pino";

/** Paths that may hold a secret, wherever an object with them is logged. */
const secretKeys = [
  "authorization",
  "cookie",
  "password",
  "secret",
  "token",
  "accessToken",
  "access_token",
  "providerToken",
  "clientSecret",
  "privateKey",
  "connectionString",
];

/**
 * A process' logger: JSON lines on stdout, secrets left out. JSON escapes line breaks and escape
 * sequences of what people typed, so a log line cannot be forged.
 */
export function createLogger(app: string, level: string): Logger {
  return pino({
    level,
    base: { app, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
      censor: "[redacted]",
    },
  });
}
