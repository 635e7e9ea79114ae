// The provider's own log of webhook deliveries, and sending one again:
// `node tooling/operate/deliveries.ts`, `… failed`, `… redeliver <id>`.
import { createSign } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

import { openStack } from "./open-stack.ts";
import { printTable } from "./print-table.ts";

interface Item {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly delivered_at: string;
  readonly status: string;
  readonly status_code: number;
  readonly redelivery: boolean;
}

const [, , command = "all", id = ""] = process.argv;
const { stack, directory } = await openStack();
const { apiUrl, appId } = stack.provider;

if (command === "redeliver" && /^\d+$/.test(id)) {
  await ask("POST", `/app/hook/deliveries/${id}/attempts`);
  console.log(`Delivery ${id} is being sent again under its old guid.`);
} else if (command === "all" || command === "failed") {
  const status = command === "failed" ? "&status=failure" : "";
  const answer = await ask("GET", `/app/hook/deliveries?per_page=30${status}`);
  const items = (await answer.json()) as Item[];
  printTable(
    items.map(({ id, guid, event, action, delivered_at, status, redelivery }) => ({
      id,
      event: action ? `${event}.${action}` : event,
      delivered: delivered_at,
      answer: status,
      again: redelivery,
      guid,
    })),
  );
} else {
  console.error("Usage: node tooling/operate/deliveries.ts [failed | redeliver <id>]");
  process.exitCode = 1;
}

async function ask(method: string, route: string): Promise<Response> {
  const answer = await fetch(`${apiUrl}${route}`, {
    method,
    headers: { authorization: `Bearer ${appToken()}`, accept: "application/vnd.github+json" },
  });
  if (!answer.ok) throw new Error(`${method} ${route}: the provider answered ${answer.status}`);
  return answer;
}

/** Who the App is, for a minute: a JWT signed with its private key. */
function appToken(): string {
  const secrets = JSON.parse(readFileSync(path.join(directory, "secrets.json"), "utf8")) as {
    appPrivateKey: string;
  };
  const now = Math.floor(Date.now() / 1000);
  const claims = { iat: now - 30, exp: now + 60, iss: appId };
  const unsigned = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  const signature = createSign("RSA-SHA256").update(unsigned).sign(secrets.appPrivateKey);
  return `${unsigned}.${signature.toString("base64url")}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
