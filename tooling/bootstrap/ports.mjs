import net from "node:net";

import { Refusal } from "./refusal.mjs";

/** Every port of the stack, the variable that moves it, and where it stands when nothing is said. */
export const portSettings = /** @type {const} */ ({
  student: { what: "the student app", variable: "STUDENT_PORT", standard: 3000 },
  admin: { what: "the admin app", variable: "ADMIN_PORT", standard: 3001 },
  preview: { what: "the preview", variable: "PREVIEW_PORT", standard: 3002 },
  localGithub: { what: "local-github", variable: "LOCAL_GITHUB_PORT", standard: 3003 },
  worker: { what: "the worker's health page", variable: "WORKER_PORT", standard: 3004 },
  postgres: { what: "PostgreSQL", variable: "POSTGRES_PORT", standard: 54330 },
});

/** @typedef {Record<keyof typeof portSettings, number>} Ports */
/** @typedef {{ name: keyof Ports, port: number }} NamedPort */

/**
 * Reads the ports from the environment and refuses what is not a port or stands twice.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Ports}
 */
export function readPorts(env) {
  const ports = /** @type {Ports} */ ({});
  /** @type {Map<number, string>} */
  const seen = new Map();
  for (const [name, { variable, standard }] of Object.entries(portSettings)) {
    const text = env[variable] || String(standard);
    const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    if (port < 1 || port > 65_535) {
      throw new Refusal(`${variable} is "${text}", which is not a port.`, {
        remedy: `Set it to a number from 1 to 65535, or leave it out for ${standard}.`,
      });
    }
    const other = seen.get(port);
    if (other)
      throw new Refusal(`${variable} and ${other} are both ${port}.`, {
        remedy: "Give each a port of its own.",
      });
    seen.set(port, variable);
    ports[/** @type {keyof Ports} */ (name)] = port;
  }
  return ports;
}

/**
 * The ports of the list that somebody already answers on, or that we may not open.
 * @param {NamedPort[]} wanted
 */
export async function findTakenPorts(wanted) {
  const answers = await Promise.all(
    wanted.map(async (each) => ((await isTaken(each.port)) ? each : undefined)),
  );
  return answers.filter((each) => each !== undefined);
}

/**
 * The refusal that names each taken port and the variable that moves it.
 * @param {NamedPort[]} taken
 */
export function portsTaken(taken) {
  const names = taken.map(
    ({ name, port }) =>
      `Port ${port} (${portSettings[name].what}, ${portSettings[name].variable}) is in use by another program.`,
  );
  const example = taken
    .map(
      ({ name, port }) =>
        `${portSettings[name].variable}=${port < 65_000 ? port + 500 : port - 500}`,
    )
    .join(" ");
  return new Refusal(names.join("\n"), {
    remedy: `Stop that program, or move Forgea:  ${example} npm start`,
  });
}

/** @param {number} port */
async function isTaken(port) {
  // localhost may mean either address, so a stranger on [::1] alone would already get our visitors.
  const answers = await Promise.all([isAnswered(port, "127.0.0.1"), isAnswered(port, "::1")]);
  return answers.includes(true) || !(await canListen(port));
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function isAnswered(port, host) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host, timeout: 500 });
    const end = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function canListen(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1" }, () => server.close(() => resolve(true)));
  });
}
