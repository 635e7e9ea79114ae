import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { Directories } from "./directories.ts";
import { isObjectId } from "./names.ts";
import { fixedSettings, gitEnvironment } from "./run-git.ts";

/** A commit's files as tar.gz, streamed; every path begins with `folder`. */
export function streamArchive(
  directories: Directories,
  searchPath: string,
  repositoryPath: string,
  commit: string,
  folder: string,
): Readable {
  if (!isObjectId(commit)) throw new Error("not a commit id");
  const child = spawn(
    "git",
    [...fixedSettings(directories), "archive", "--format=tar", `--prefix=${folder}/`, commit],
    {
      cwd: repositoryPath,
      env: gitEnvironment(directories, searchPath),
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 120_000,
    },
  );
  const gzip = createGzip({ level: 6 });
  child.on("error", (error) => gzip.destroy(error));
  child.on("close", (code) => {
    if (code !== 0) gzip.destroy(new Error(`git archive ended with ${code}`));
  });
  gzip.on("close", () => child.kill("SIGKILL"));
  return child.stdout.pipe(gzip);
}
