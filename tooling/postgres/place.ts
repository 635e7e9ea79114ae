import { randomBytes } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { Refusal } from "@forgea/bootstrap/refusal";

import { findPostgresPackage } from "./binaries.ts";
import { canReach, type ServerUser } from "./server-user.ts";

/** The file in a data directory that names the place of a database that could not live in it. */
const elsewhereNote = "postgres-elsewhere";

/** Folders that survive a reboot stand first. */
const openPlaces = () => ["/var/lib", "/srv", "/opt", tmpdir()];

/**
 * The folder that the cluster lives in: `postgres` in the data directory, or, when the server's user cannot
 * pass through the folders above (as under /root), a folder of ours elsewhere, remembered in the data directory.
 */
export function placeCluster(
  dataDirectory: string,
  user: ServerUser,
  say: (sentence: string) => void,
): string {
  const note = path.join(dataDirectory, elsewhereNote);
  const remembered = existsSync(note) ? readFileSync(note, "utf8").trim() : "";
  if (remembered && existsSync(remembered)) return path.join(remembered, "postgres");

  mkdirSync(dataDirectory, { recursive: true });
  const own = path.join(dataDirectory, "postgres");
  if (existsSync(own) || canReach(user, dataDirectory)) return ownedFolder(own, user);

  const parent = openPlace(user);
  const elsewhere = path.join(parent, `forgea-${randomBytes(4).toString("hex")}`);
  mkdirSync(elsewhere, { mode: 0o711 });
  writeFileSync(note, `${elsewhere}\n`, { mode: 0o600 });
  say(`the database lives in ${elsewhere}: the server's user cannot enter ${dataDirectory}`);
  return ownedFolder(path.join(elsewhere, "postgres"), user);
}

/**
 * The folder with `bin/` and `lib/`: the installed package, or, when the server's user cannot enter it,
 * a copy per version that every installation on this machine shares.
 */
export function placeBinaries(user: ServerUser): string {
  const { directory, version } = findPostgresPackage();
  if (canReach(user, path.join(directory, "bin"))) return directory;
  const copy = path.join(openPlace(user), `forgea-postgresql-${version}`);
  if (existsSync(copy)) return copy;
  // Made complete under another name first: a copy that is there is whole, also when two begin at once.
  const unfinished = `${copy}.${randomBytes(4).toString("hex")}`;
  cpSync(directory, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function openPlace(user: ServerUser): string {
  for (const place of openPlaces()) {
    if (existsSync(place) && canReach(user, place)) return place;
  }
  throw new Refusal("PostgreSQL's user can enter none of the usual folders.", {
    remedy: "Set FORGEA_DATA_DIR to a folder that every user can enter.",
  });
}

function ownedFolder(directory: string, user: ServerUser): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) {
    chownSync(directory, user.uid, user.gid);
  }
  return directory;
}

/** Removes a data directory with its database, wherever that had to live. */
export function removeDataDirectory(dataDirectory: string): void {
  const note = path.join(dataDirectory, elsewhereNote);
  if (existsSync(note)) {
    rmSync(readFileSync(note, "utf8").trim(), { recursive: true, force: true });
  }
  rmSync(dataDirectory, { recursive: true, force: true });
}
