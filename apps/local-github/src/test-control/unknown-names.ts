/** Somebody or something that was named does not exist; nothing was changed. */
export class UnknownNames extends Error {
  readonly field: string;
  constructor(field: string, names: string[]) {
    super(`not known: ${names.slice(0, 10).join(", ")}`);
    this.field = field;
  }
}
