import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { Refusal } from "@forgea/bootstrap/refusal";
import { z } from "zod";

import { type DemoAccount, demoAccounts } from "./demo-accounts.ts";
import { makePrivate, writePrivateJson } from "./private-file.ts";

const Secret = z.string().min(16);

const Secrets = z.object({
  /** The superuser of the embedded PostgreSQL; the roles' passwords are derived from it. */
  postgresPassword: Secret,
  webhookSecret: Secret,
  studentAuthSecret: Secret,
  adminAuthSecret: Secret,
  /** The local App: its key signs the tokens that the worker and the apps ask for. */
  appPrivateKey: z.string().startsWith("-----BEGIN"),
  /** 32 bytes: encrypts what is kept of a person's own provider token until it was used. */
  tokenKey: z.base64(),
  oauthClientId: z.string().min(8),
  oauthClientSecret: Secret,
  /** Personal access tokens of the demo accounts, by login: the password that git asks for. */
  tokens: z.record(z.string(), z.string().startsWith("ghp_")),
});

export type Secrets = z.infer<typeof Secrets>;

/** The secrets of this installation. Made at the first start and kept; what a newer version needs more is added. */
export function loadSecrets(
  dataDirectory: string,
  accounts: readonly Pick<DemoAccount, "login">[] = demoAccounts,
): Secrets {
  const file = path.join(dataDirectory, "secrets.json");
  makePrivate(file);
  const kept = existsSync(file) ? readKept(file) : {};
  const secrets: Secrets = {
    postgresPassword: kept.postgresPassword ?? random(),
    webhookSecret: kept.webhookSecret ?? random(),
    studentAuthSecret: kept.studentAuthSecret ?? random(),
    adminAuthSecret: kept.adminAuthSecret ?? random(),
    appPrivateKey: kept.appPrivateKey ?? newPrivateKey(),
    tokenKey: kept.tokenKey ?? randomBytes(32).toString("base64"),
    oauthClientId: kept.oauthClientId ?? `Iv1.${randomBytes(8).toString("hex")}`,
    oauthClientSecret: kept.oauthClientSecret ?? random(),
    tokens: Object.fromEntries(
      accounts.map(({ login }) => [login, kept.tokens?.[login] ?? newToken()]),
    ),
  };
  writePrivateJson(file, secrets);
  return secrets;
}

function readKept(file: string): Partial<Secrets> {
  try {
    return Secrets.partial().parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    // Never replaced by new ones: the database could then not be opened any more.
    throw new Refusal(`The secrets in ${file} cannot be read.`, {
      remedy: "Restore the file, or set FORGEA_DATA_DIR to an empty folder to begin anew.",
    });
  }
}

function random(): string {
  return randomBytes(32).toString("base64url");
}

function newToken(): string {
  // GitHub's shape: letters and digits only, so that it can stand in a URL as it is.
  return `ghp_${randomBytes(48).toString("base64").replace(/[+/=]/g, "").slice(0, 36)}`;
}

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  return privateKey;
}
