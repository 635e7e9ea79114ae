import { readContents } from "../access/require-repository.ts";
import { resolveCommit } from "../git/resolve-commit.ts";
import type { LocalGithub } from "../local-github.ts";
import { archiveAddress } from "../web/archive.ts";
import { notFound } from "./api-error.ts";
import type { Api } from "./api-types.ts";
import { requireRepository } from "./find-repository.ts";

/** Answers with a redirect to a short-lived address, as GitHub does. */
export function mountTarball(api: Api, github: LocalGithub): void {
  api.get("/repos/:owner/:repo/tarball/:ref{.+}?", async (c) => {
    const access = requireRepository(github, c, readContents);
    const found = await resolveCommit(github, access.repository, c.req.param("ref") || "HEAD");
    if (!found) throw notFound();
    return c.redirect(archiveAddress(github, access, found.id), 302);
  });
}
