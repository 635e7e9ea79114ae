import { randomBytes } from "node:crypto";

import { dataDirectory, projectRoot } from "@forgea/bootstrap/data-directory";
import { type Ports, readPorts } from "@forgea/bootstrap/ports";
import { Refusal } from "@forgea/bootstrap/refusal";

/** `start` runs what was built; `dev` runs from source with hot reload. */
export type Mode = "start" | "dev";

export type Settings = {
  mode: Mode;
  root: string;
  dataDirectory: string;
  ports: Ports;
  urls: { student: string; admin: string; preview: string; localGithub: string; worker: string };
  /** A PostgreSQL that is not ours to start: its superuser, or one who may create roles and databases. */
  externalDatabaseUrl: string | undefined;
  /** Students besides those of the demo (FORGEA_DEMO_STUDENTS): tests and benchmarks need more people. */
  spareStudents: number;
  /** Lets tests ask local-github for limits and faults (FORGEA_TEST_CONTROL=1); new at each start. */
  testControlToken: string | undefined;
  /** When the command was given, in milliseconds since 1970; the installation of packages is before this process. */
  beganAt: number;
  /** What is passed on to every process from our own environment. */
  inherited: NodeJS.ProcessEnv;
};

const passedOn = [
  "PATH",
  "HOME",
  "LANG",
  "LC_ALL",
  "TZ",
  "TMPDIR",
  "LOG_LEVEL",
  "NODE_EXTRA_CA_CERTS",
  "PROVIDER_LIMITS",
  "PROVIDER_TIME_SCALE",
];
const passedOnPrefixes = ["FORGEA_", "OTEL_"];

/** Reads everything that can be said about a stack from the environment. */
export function readSettings(mode: Mode, env: NodeJS.ProcessEnv): Settings {
  const ports = readPorts(env);
  return {
    mode,
    root: projectRoot,
    dataDirectory: dataDirectory(env),
    ports,
    urls: {
      student: `http://localhost:${ports.student}`,
      admin: `http://localhost:${ports.admin}`,
      // Another host than the apps: cookies do not care about ports, so only this keeps theirs away from it.
      preview: `http://127.0.0.1:${ports.preview}`,
      localGithub: `http://localhost:${ports.localGithub}`,
      worker: `http://127.0.0.1:${ports.worker}`,
    },
    externalDatabaseUrl: env["DATABASE_URL"] || undefined,
    spareStudents: readSpareStudents(env["FORGEA_DEMO_STUDENTS"]),
    testControlToken:
      env["FORGEA_TEST_CONTROL"] === "1" ? randomBytes(32).toString("base64url") : undefined,
    beganAt: Number(env["FORGEA_BEGAN_AT"]) || Math.round(performance.timeOrigin),
    inherited: Object.fromEntries(
      Object.entries(env).filter(
        ([name]) =>
          passedOn.includes(name) || passedOnPrefixes.some((prefix) => name.startsWith(prefix)),
      ),
    ),
  };
}

function readSpareStudents(value = ""): number {
  if (/^\d{0,3}$/.test(value)) return Number(value);
  throw new Refusal(`FORGEA_DEMO_STUDENTS is ${JSON.stringify(value)}.`, {
    remedy: "Set it to a number from 0 to 999, or leave it out.",
  });
}
