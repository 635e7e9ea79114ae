/**
 * Now, in milliseconds since 1970 with fractions. Never jumps back within a run, and can be compared with times that
 * the stack's processes on this machine wrote down.
 */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
