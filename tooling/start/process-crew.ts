import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, renameSync } from "node:fs";
import path from "node:path";

import { logDirectory, tailOf } from "@forgea/bootstrap/data-directory";
import { startGuard } from "@forgea/bootstrap/guard";
import { type RecordedProcess, recordProcesses, signalGroup } from "@forgea/bootstrap/leftovers";
import { processIdentity } from "@forgea/bootstrap/process-identity";
import { Refusal } from "@forgea/bootstrap/refusal";

import { createRestartLimit } from "./restart-limit.ts";

export type Command = {
  /** For people, and the name of its log. */
  name: string;
  program: string;
  arguments: string[];
  cwd: string;
  env: Record<string, string | undefined>;
};

export type Member = { name: string; pid: number; log: string; hasEnded: () => boolean };

/** The processes of one stack: all started here, all ended here, the last first. */
export type Crew = {
  /** Starts a process that is to run until the stack stops. */
  start: (command: Command) => Member;
  /** Runs a command to its end; refuses with the tail of its log when it fails. */
  run: (command: Command) => Promise<void>;
  /** Takes over a process that was started elsewhere. */
  adopt: (name: string, child: ChildProcess, log: string, endSignal: NodeJS.Signals) => Member;
  /** From here on a process of `start` that ends by itself is started again, within the limit; told each time. */
  revive: (onRestart: (loss: Refusal, again: Member) => void) => void;
  logOf: (name: string) => string;
  /** Ends everything in reverse order; whoever does not go within 5 s is killed. Safe to call again. */
  stop: () => Promise<void>;
  /** Kills everything at once. */
  kill: () => void;
};

type Running = RecordedProcess & { child: ChildProcess };

export type CrewOptions = {
  dataDirectory: string;
  /** Called when a process ends that nobody asked to end, and is not started again. */
  onLoss: (loss: Refusal) => void;
  /** Milliseconds between asking a process to end and killing it. */
  patience?: number;
  /** Told of each process that is to run until the stack stops. */
  onStart?: (name: string, log: string) => void;
};

/** Makes an empty crew with its guard, the process that ends the others should this one die. */
export function createCrew(options: CrewOptions): Crew {
  const running: Running[] = [];
  let stopping: Promise<void> | undefined;
  let onRestart: Parameters<Crew["revive"]>[0] | undefined;
  const limit = createRestartLimit();
  const guard = startGuard(options.dataDirectory);
  const record = () => recordProcesses(options.dataDirectory, running);

  const join = (name: string, child: ChildProcess, log: string, endSignal: NodeJS.Signals) => {
    if (child.pid === undefined) {
      child.once("error", () => undefined);
      throw new Refusal(`${name} could not be started.`, { log });
    }
    const { pid } = child;
    const identity = processIdentity(pid) ?? "";
    const member = { name, pid, identity, endSignal, child };
    running.push(member);
    record();
    const leave = () => {
      const index = running.indexOf(member);
      if (index !== -1) running.splice(index, 1);
      record();
    };
    child.once("exit", leave);
    return member;
  };

  const launch = (command: Command) => {
    if (stopping) throw new Refusal(`${command.name} was not started: the stack is stopping.`);
    const log = logFor(options.dataDirectory, command.name);
    const output = openSync(log, "a", 0o600);
    try {
      const child = spawn(command.program, command.arguments, {
        cwd: command.cwd,
        env: command.env,
        stdio: ["ignore", output, output],
        // A group of its own: Ctrl-C in the terminal reaches us alone, and we end the others in order.
        detached: true,
      });
      return { child, log, member: join(command.name, child, log, "SIGTERM") };
    } finally {
      closeSync(output);
    }
  };

  const watch = (member: Running, log: string, command?: Command): Member => {
    member.child.once("exit", (code, signal) => {
      if (stopping) return;
      const loss = lost(member.name, code, signal, log);
      if (command && onRestart && limit.mayRestart(command.name, Date.now())) {
        // Its helpers may still hold its port.
        signalGroup(member.pid, "SIGKILL");
        startAgain(command, loss, onRestart);
      } else options.onLoss(loss);
    });
    return { name: member.name, pid: member.pid, log, hasEnded: () => hasEnded(member.child) };
  };

  const start = (command: Command): Member => {
    const { member, log } = launch(command);
    options.onStart?.(command.name, log);
    return watch(member, log, command);
  };

  const startAgain = (command: Command, loss: Refusal, tell: NonNullable<typeof onRestart>) => {
    try {
      tell(loss, start(command));
    } catch {
      options.onLoss(loss);
    }
  };

  return {
    start,
    revive: (tell) => {
      onRestart = tell;
    },
    run: async (command) => {
      const { child, log } = launch(command);
      const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>(
        (resolve) => {
          child.once("exit", (...how) => resolve(how));
        },
      );
      if (code !== 0 && !stopping) throw lost(command.name, code, signal, log);
    },
    adopt: (name, child, log, endSignal) => watch(join(name, child, log, endSignal), log),
    logOf: (name) => path.join(logDirectory(options.dataDirectory), `${name}.log`),
    stop: () => {
      stopping ??= (async () => {
        for (const member of running.toReversed()) await end(member, options.patience ?? 5000);
        guard.dismiss();
      })();
      return stopping;
    },
    kill: () => {
      for (const member of running.toReversed()) signalGroup(member.pid, "SIGKILL");
    },
  };
}

/** The log of a process; what the run before wrote is kept beside it. */
function logFor(dataDirectory: string, name: string): string {
  const log = path.join(logDirectory(dataDirectory), `${name}.log`);
  if (existsSync(log)) renameSync(log, log.replace(/\.log$/, ".previous.log"));
  return log;
}

function lost(name: string, code: number | null, signal: string | null, log: string): Refusal {
  const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
  return new Refusal(`${name} ${how}.`, { tail: tailOf(log), log });
}

async function end(member: Running, patience: number): Promise<void> {
  if (hasEnded(member.child)) return;
  const ended = new Promise<void>((resolve) => {
    member.child.once("exit", () => resolve());
  });
  signalGroup(member.pid, member.endSignal);
  const kill = setTimeout(() => signalGroup(member.pid, "SIGKILL"), patience);
  await ended;
  clearTimeout(kill);
  // The leader may leave helpers of its group behind.
  signalGroup(member.pid, "SIGKILL");
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
