import { portSettings } from "@forgea/bootstrap/ports";

/** The variables that move the stack's ports, with what stands there when nothing is said. */
export function portsTable(): string {
  return [
    "| variable | default | port of |",
    "| --- | --- | --- |",
    ...Object.values(portSettings).map(
      ({ variable, standard, what }) => `| \`${variable}\` | ${standard} | ${what} |`,
    ),
  ].join("\n");
}
