import { ProviderError } from "@forgea/session/ports";

/** Whether the provider answered this about what was asked for, not about the installation. */
export function isRefused(error: unknown, status: number): boolean {
  return error instanceof ProviderError && error.kind === "refused" && error.status === status;
}

/** A 404 as null. */
export async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isRefused(error, 404)) return null;
    throw error;
  }
}
