/** The right to work on one row for a while. Whoever takes it raises the epoch of the one before. */
export interface Lease {
  readonly id: string;
  readonly leaseEpoch: number;
}

/** Thrown when the lease went to another worker meanwhile: nothing may be written any more. */
export class LeaseLostError extends Error {
  override readonly name = "LeaseLostError";

  constructor() {
    super("the lease was taken over by another worker");
  }
}

/** Runs one statement with $1, $2 … and answers how many rows it changed. */
export type Execute = (statement: string, ...values: unknown[]) => Promise<number>;

/**
 * Leases over a table with `id uuid`, `lease_owner text`, `lease_epoch integer` and `lease_until
 * timestamptz`. Time is the database's; `table` is a name in code, never input.
 */
export function leasesOf(table: string) {
  return {
    /** Holds on to a lease for another `seconds`. Throws LeaseLostError. */
    async renew(execute: Execute, lease: Lease, seconds: number): Promise<void> {
      const renewed = await execute(
        `UPDATE ${table} SET lease_until = now() + make_interval(secs => $1)
         WHERE id = $2::uuid AND lease_epoch = $3`,
        seconds,
        lease.id,
        lease.leaseEpoch,
      );
      requireLease(renewed);
    },

    /** Gives a lease back, so that the next try need not wait for it to run out; a lost one is no matter. */
    async release(execute: Execute, lease: Lease): Promise<void> {
      await execute(
        `UPDATE ${table} SET lease_owner = NULL, lease_until = NULL
         WHERE id = $1::uuid AND lease_epoch = $2`,
        lease.id,
        lease.leaseEpoch,
      );
    },
  };
}

/** For a write that names the lease's epoch in its `where`: one row, or the lease is lost. */
export function requireLease(changedRows: number): void {
  if (changedRows !== 1) throw new LeaseLostError();
}
