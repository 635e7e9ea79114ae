import type { StackDescription } from "@forgea/testing/stack-description";

import { isSpare } from "./demo-accounts.ts";

/** The text that `npm start` ends with: where to go, and as whom. */
export function summary(stack: StackDescription, dataDirectory: string, took: string): string {
  const addresses = [
    ["Students", stack.urls.student],
    ["Staff", stack.urls.admin],
    ["local-github", stack.urls.localGithub],
    ["Preview", stack.urls.preview],
  ] as const;
  const roles = { ADMIN: "admin", ASSISTANT: "assistant", STUDENT: "student" };
  const spare = stack.accounts.filter(isSpare);
  const people = stack.accounts.filter((account) => !isSpare(account));
  const rows = people.map(({ login, name, role, token }) => [login, name, roles[role], token]);
  return [
    "",
    `  Forgea is ready (demo, ${took}).`,
    "",
    ...addresses.map(([name, url]) => `  ${name.padEnd(14)}${url}`),
    "",
    ...table(["sign in as", "name", "role", "git password"], rows),
    ...(spare.length > 0
      ? [`  and ${spare.length} more students; their passwords: stack.json`]
      : []),
    "",
    `  Data and logs: ${dataDirectory}`,
    "  Ctrl-C stops everything; the data stays.",
    "",
  ].join("\n");
}

function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  return [line(head), line(widths.map((width) => "─".repeat(width))), ...rows.map(line)];
}
