import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const stampName = "node_modules/.forgea-install-stamp";

/**
 * A hash over everything that decides what an installation contains.
 * @param {string} root
 */
export function installFingerprint(root) {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests(root)]) {
    const full = path.join(root, file);
    hash.update(`\0${file}\0`).update(existsSync(full) ? readFileSync(full) : "absent");
  }
  return hash.digest("hex");
}

/**
 * Whether the packages were installed from exactly the present manifests and lockfile.
 * @param {string} root
 */
export function isInstalled(root) {
  const stamp = path.join(root, stampName);
  return (
    existsSync(stamp) &&
    existsSync(path.join(root, "node_modules/.bin/node")) &&
    readFileSync(stamp, "utf8").trim() === installFingerprint(root)
  );
}

/**
 * Remembers that the installation is complete.
 * @param {string} root
 */
export function rememberInstall(root) {
  writeFileSync(path.join(root, stampName), `${installFingerprint(root)}\n`);
}

/** @param {string} root */
function manifests(root) {
  const found = ["package.json"];
  for (const group of ["apps", "packages", "tooling"]) {
    const folder = path.join(root, group);
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder).sort()) found.push(`${group}/${name}/package.json`);
  }
  return [...found, "bench/package.json", "e2e/package.json"];
}
