import type { SessionDeps } from "../ports.ts";
import { insertDeliveries, type NewDelivery } from "../store/delivery-store.ts";

const maxBatch = 64;

interface Waiting {
  readonly delivery: NewDelivery;
  readonly stored: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Concurrent deliveries of a process share one insert: they are collected while the previous batch
 * is being written, without a waiting window. Each is answered only after its commit.
 */
export class DeliveryBatcher {
  readonly #database: SessionDeps["database"];
  #waiting: Waiting[] = [];
  #writing = false;

  constructor(database: SessionDeps["database"]) {
    this.#database = database;
  }

  /** Resolves when the delivery is durable. */
  store(delivery: NewDelivery): Promise<void> {
    return new Promise((stored, failed) => {
      this.#waiting.push({ delivery, stored, failed });
      if (!this.#writing) void this.#write();
    });
  }

  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const batch = this.#takeBatch();
      try {
        await insertDeliveries(
          this.#database,
          batch.map(({ delivery }) => delivery),
        );
        for (const { stored } of batch) stored();
      } catch (error) {
        await this.#writeOneByOne(batch, error);
      }
    }
    this.#writing = false;
  }

  /** The oldest deliveries, no guid twice: one statement cannot touch a row a second time. */
  #takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    const seen = new Set<string>();
    for (const waiting of this.#waiting) {
      const { hookScope, guid } = waiting.delivery;
      const key = `${hookScope} ${guid}`;
      if (batch.length >= maxBatch || seen.has(key)) rest.push(waiting);
      else {
        seen.add(key);
        batch.push(waiting);
      }
    }
    this.#waiting = rest;
    return batch;
  }

  /** One bad row never fails its neighbours. */
  async #writeOneByOne(batch: readonly Waiting[], error: unknown): Promise<void> {
    if (batch.length === 1) {
      batch[0]?.failed(error);
      return;
    }
    for (const { delivery, stored, failed } of batch) {
      try {
        await insertDeliveries(this.#database, [delivery]);
        stored();
      } catch (single) {
        failed(single);
      }
    }
  }
}
