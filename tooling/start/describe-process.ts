// Prints how to start one more process of the stack that runs in FORGEA_DATA_DIR, as one line of JSON:
// `node tooling/start/describe-process.ts worker|student <port>`. Holds secrets: for the program that asks, not for logs.
import path from "node:path";

import { dataDirectory } from "@forgea/bootstrap/data-directory";
import { readStack } from "@forgea/testing/stack-description";

import { web, worker } from "./app-processes.ts";
import { loadSecrets } from "./secrets.ts";
import { readSettings } from "./settings.ts";

const [kind, portText = ""] = process.argv.slice(2);
const port = Number(portText);
if ((kind !== "worker" && kind !== "student") || !Number.isInteger(port)) {
  throw new Error("usage: node tooling/start/describe-process.ts worker|student <port>");
}

const directory = dataDirectory(process.env);
const stack = await readStack(path.join(directory, "stack.json"));
const portOf = (url: string) => new URL(url).port;
const settings = readSettings("start", {
  ...process.env,
  STUDENT_PORT: portOf(stack.urls.student),
  ADMIN_PORT: portOf(stack.urls.admin),
  PREVIEW_PORT: portOf(stack.urls.preview),
  LOCAL_GITHUB_PORT: portOf(stack.urls.localGithub),
  WORKER_PORT: portOf(stack.urls.worker),
  POSTGRES_PORT: portOf(stack.database.appUrl),
});
// All accounts of the stack: reading the secrets of fewer would forget the others' tokens.
const parts = {
  settings,
  secrets: loadSecrets(directory, stack.accounts),
  database: stack.database,
};
const { command } = kind === "worker" ? worker(parts) : web(parts, "student");
const url = kind === "worker" ? `http://127.0.0.1:${port}` : `http://localhost:${port}`;
const description = {
  ...command,
  env: { ...command.env, PORT: String(port) },
  url,
  health: kind === "worker" ? `${url}/health` : `${url}/api/health/ready`,
};
process.stdout.write(`${JSON.stringify(description)}\n`);
