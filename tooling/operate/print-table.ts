/** Prints rows for people: one below the other with their columns aligned, a single row from top to bottom. */
export function printTable(rows: readonly Record<string, unknown>[]): void {
  const [first] = rows;
  if (first === undefined) {
    console.log("no rows");
    return;
  }
  if (rows.length === 1) {
    const widest = Math.max(...Object.keys(first).map((name) => name.length));
    for (const [name, value] of Object.entries(first)) {
      console.log(`${name.padEnd(widest)}  ${cellOf(value)}`);
    }
    return;
  }
  const names = Object.keys(first);
  const cells = [names, ...rows.map((row) => names.map((name) => cellOf(row[name])))];
  const widths = names.map((_, column) =>
    Math.max(...cells.map((line) => line[column]?.length ?? 0)),
  );
  for (const line of cells) {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "-";
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return value.toString("hex");
  return typeof value === "string" ? value : JSON.stringify(value, bigintAsText);
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
