/** Restarts of one process within a minute; who dies more often than that will not get better by it. */
export const restartsPerMinute = 3;

const minute = 60_000;

/** Says of each process whether it may be started once more. `now` in milliseconds. */
export function createRestartLimit() {
  const restarts = new Map<string, number[]>();
  return {
    mayRestart: (name: string, now: number): boolean => {
      const recent = (restarts.get(name) ?? []).filter((at) => now - at < minute);
      if (recent.length >= restartsPerMinute) return false;
      restarts.set(name, [...recent, now]);
      return true;
    },
  };
}
