/** A reason not to go on that a person can act on: shown as it stands, without a stack trace. */
export class Refusal extends Error {
  /**
   * @param {string} message what is wrong, in one sentence
   * @param {{ remedy?: string, log?: string, tail?: string }} [details] what to do; the log that tells more; its last lines
   */
  constructor(message, { remedy, log, tail } = {}) {
    super(message);
    this.name = "Refusal";
    this.remedy = remedy;
    this.log = log;
    this.tail = tail;
  }
}

/**
 * The text that a person reads when a command has to stop.
 * @param {unknown} error
 */
export function explain(error) {
  if (!(error instanceof Refusal)) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const parts = [error.message];
  if (error.tail?.trim()) {
    parts.push(
      "",
      ...error.tail
        .trimEnd()
        .split("\n")
        .map((line) => `│ ${line}`),
      "",
    );
  }
  if (error.remedy) parts.push(...error.remedy.split("\n"));
  if (error.log) parts.push(`The whole log: ${error.log}`);
  return parts.join("\n");
}
