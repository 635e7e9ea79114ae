/** A form field as text; empty when it is missing or a file. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
