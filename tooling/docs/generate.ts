// Writes the parts of pages that are made from code, between `<!-- generated: name -->` and `<!-- end -->`:
// `node tooling/docs/generate.ts`. With `--check` nothing is written, and what is stale ends with code 1.
import { findStalePages } from "./generated-blocks.ts";

const check = process.argv.includes("--check");
const stale = findStalePages(!check);
for (const page of stale) console.log(check ? `${page} is stale` : `${page} written`);
if (check && stale.length > 0) {
  console.log("Run: node tooling/docs/generate.ts");
  process.exitCode = 1;
}
