// Says which links between the project's pages and files lead nowhere: `node tooling/docs/check-links.ts`.
import { findBrokenLinks, findPages } from "./broken-links.ts";

const pages = findPages();
const broken = pages.flatMap(findBrokenLinks);
for (const link of broken) console.log(link);
console.log(`${pages.length} pages, ${broken.length} broken links`);
process.exitCode = broken.length === 0 ? 0 : 1;
