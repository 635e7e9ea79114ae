const firstMs = 1_000;
const longestMs = 15_000;

/** How long to wait after the n-th failure in a row (1: the first), in milliseconds. */
export function retryPauseMs(failures: number): number {
  return Math.min(firstMs * 2 ** Math.max(0, failures - 1), longestMs);
}

/** A breaker lets single failures pass, opens at the third in a row, and stays open half a minute at most. */
export function breakerPauseMs(failures: number): number {
  return failures < 3 ? 0 : Math.min(firstMs * 2 ** failures, 30_000);
}
