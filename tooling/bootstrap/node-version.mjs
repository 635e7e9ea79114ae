// The first code that runs, on whatever Node is there: no imports, no syntax that an old Node cannot read.

/** The oldest Node that can install the packages; everything after that runs on the Node they bring. */
export const oldestNode = { major: 20, minor: 9 };

/**
 * Says whether a Node version such as "20.11.1" is new enough for the bootstrap.
 * @param {string} version
 */
export function isNodeNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > oldestNode.major || (major === oldestNode.major && minor >= oldestNode.minor);
}

/** Ends the process with a sentence when this Node is too old. */
export function refuseOldNode() {
  if (isNodeNewEnough(process.versions.node)) return;
  process.stderr.write(
    "\n  Forgea needs Node " +
      oldestNode.major +
      "." +
      oldestNode.minor +
      " or newer; this is Node " +
      process.versions.node +
      " (" +
      process.execPath +
      ").\n  Install a current one from https://nodejs.org (or with nvm: nvm install 24) and run the command again.\n\n",
  );
  process.exit(1);
}
