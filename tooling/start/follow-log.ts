import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

/** Prints every whole line that is added to a log, behind the name of who wrote it. */
export function followLog(name: string, log: string): void {
  const file = openSync(log, "r");
  const buffer = Buffer.alloc(64 * 1024);
  const decoder = new StringDecoder("utf8");
  let unfinished = "";
  const printNew = () => {
    for (let count = -1; count !== 0; ) {
      count = readSync(file, buffer);
      const lines = (unfinished + decoder.write(buffer.subarray(0, count))).split("\n");
      unfinished = lines.pop() ?? "";
      for (const line of lines) process.stdout.write(`${name.padEnd(12)} │ ${line}\n`);
    }
  };
  const timer = setInterval(printNew, 100);
  timer.unref();
  process.once("exit", () => {
    printNew();
    closeSync(file);
  });
}
