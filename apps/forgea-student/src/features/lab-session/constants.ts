/** Steps of setting up come without an event of their own, so the page asks while it is set up. */
export const settingUpPollMs = 1_000;

/** A step that takes longer than this is called slow. */
export const slowStepMs = 20_000;

/** Milliseconds between reads of a running session: pushes to other branches make no event that tells of them. */
export const runningPollMs = 60_000;
