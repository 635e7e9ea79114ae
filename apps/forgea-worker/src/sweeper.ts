import { randomUUID } from "node:crypto";
import type { SessionDeps } from "@forgea/session/ports";
import {
  sweepAccess,
  sweepBindings,
  sweepPreparations,
  sweepProvisioning,
  sweepRepositories,
} from "@forgea/session/server";

const pauseMs = 5_000;

/** Looks every five seconds for work that nobody does; every worker does so, which is safe. */
export class Sweeper {
  readonly #deps: SessionDeps;
  #timer: NodeJS.Timeout | null = null;
  #sweeping: Promise<void> | null = null;

  constructor(deps: SessionDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#sweeping ??= this.#sweep();
    }, pauseMs);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#sweeping;
  }

  async #sweep(): Promise<void> {
    const correlationId = `sweep:${randomUUID()}`;
    // One that fails does not keep the other from its work.
    for (const sweep of [
      sweepProvisioning,
      sweepPreparations,
      sweepBindings,
      sweepAccess,
      sweepRepositories,
    ]) {
      try {
        await sweep(this.#deps, correlationId);
      } catch (err) {
        this.#deps.log.warn({ err, sweep: sweep.name }, "sweep not finished; trying again");
      }
    }
    this.#sweeping = null;
  }
}
