// Next's standalone output leaves out what a CDN would serve; here the server serves it itself, so it is copied in.
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Puts `.next/static` and `public/` of an app into its standalone output; does nothing when they are there already.
 * @param {string} root the project's folder
 * @param {string} app the app's folder name under apps/
 */
export function finishStandalone(root, app) {
  const from = path.join(root, "apps", app);
  const to = path.join(from, ".next/standalone/apps", app);
  const mark = path.join(to, ".next/static-of-build");
  const build = readFileSync(path.join(from, ".next/BUILD_ID"), "utf8");
  if (existsSync(mark) && readFileSync(mark, "utf8") === build) return;
  for (const folder of [".next/static", "public"]) {
    rmSync(path.join(to, folder), { recursive: true, force: true });
    if (existsSync(path.join(from, folder))) {
      cpSync(path.join(from, folder), path.join(to, folder), { recursive: true });
    }
  }
  writeFileSync(mark, build);
}
