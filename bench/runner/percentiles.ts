/**
 * The smallest value that at least `share` of all values do not exceed (nearest rank), so that every percentile is
 * a value that was measured. NaN when there is none.
 */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

export type Percentiles = { p50: number; p99: number; max: number };

/** Milliseconds as they are reported: to a tenth. */
export function inTenths(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The percentiles that are reported, in tenths. */
export function percentiles(values: readonly number[]): Percentiles {
  const at = (share: number) => inTenths(percentile(values, share));
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}
