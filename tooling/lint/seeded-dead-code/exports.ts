export const alive = 1;

/** Nobody imports it: `check-dead-code.mjs` fails when it is not found. */
export const seededDeadExport = 2;
