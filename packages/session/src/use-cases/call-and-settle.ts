/** Waits for a call that was taken from the budget, and settles it whether it succeeds or fails. */
export async function callAndSettle<T>(call: Promise<T>, settle: () => Promise<void>): Promise<T> {
  try {
    return await call;
  } finally {
    await settle();
  }
}
