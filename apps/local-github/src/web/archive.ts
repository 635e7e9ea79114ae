import { createHmac, timingSafeEqual } from "node:crypto";
import { Readable } from "node:stream";
import { repositoryById } from "../api/find-repository.ts";
import { streamArchive } from "../git/archive.ts";
import { repositoryPath } from "../git/directories.ts";
import type { LocalGithub } from "../local-github.ts";
import { fullName, type OwnedRepository } from "../shapes/repository.ts";
import type { Pages } from "./page-types.ts";

const LIFE_MS = 5 * 60 * 1000;

/** Where a commit's archive is fetched without further credentials, for five minutes. No login begins with an underscore. */
export function archiveAddress(
  github: LocalGithub,
  owned: OwnedRepository,
  commit: string,
): string {
  const expires = Date.now() + LIFE_MS;
  const { id } = owned.repository;
  const token = sign(github, id, commit, expires);
  return `${github.urls.web}/_codeload/${id}/${commit}.tar.gz?expires=${expires}&token=${token}`;
}

/** Serves archives to whoever has an address from above. */
export function mountArchive(pages: Pages, github: LocalGithub): void {
  pages.get("/_codeload/:id{[0-9]+}/:file{[0-9a-f]+\\.tar\\.gz}", (c) => {
    const id = Number(c.req.param("id"));
    const commit = c.req.param("file").slice(0, 40);
    const expires = Number(c.req.query("expires"));
    const owned = repositoryById(github, id);
    const expected = Buffer.from(sign(github, id, commit, expires));
    const given = Buffer.from(c.req.query("token") ?? "");
    const valid =
      given.length === expected.length && timingSafeEqual(given, expected) && expires > Date.now();
    if (!valid || !owned) return c.text("Not found\n", 404);
    const folder = `${fullName(owned).replace("/", "-")}-${commit.slice(0, 7)}`;
    const stream = streamArchive(
      github.directories,
      github.searchPath,
      repositoryPath(github.directories, id),
      commit,
      folder,
    );
    return c.body(Readable.toWeb(stream) as ReadableStream, 200, {
      "Content-Type": "application/x-gzip",
      "Content-Disposition": `attachment; filename=${folder}.tar.gz`,
    });
  });
}

function sign(github: LocalGithub, id: number, commit: string, expires: number): string {
  return createHmac("sha256", github.store.settings.formKey())
    .update(`archive ${id} ${commit} ${expires}`)
    .digest("hex");
}
