import { z } from "zod";
import { actorOf } from "../access/require-person.ts";
import { administer } from "../access/require-repository.ts";
import { isRepositoryName } from "../git/names.ts";
import type { LocalGithub } from "../local-github.ts";
import { NameTaken } from "../repositories/place-repository.ts";
import { transferRepository } from "../repositories/transfer-repository.ts";
import { minimalRepository } from "../shapes/repository.ts";
import { ApiError, notFound, validationFailed } from "./api-error.ts";
import type { Api } from "./api-types.ts";
import { requireRepository } from "./find-repository.ts";
import { readBody } from "./read-body.ts";
import { sendJson } from "./send.ts";

const Transfer = z.object({
  new_owner: z.string().min(1),
  new_name: z.string().refine(isRepositoryName).optional(),
});

/** Giving a repository to another account. It is done at once; on GitHub a person has to accept it first. */
export function mountTransfer(api: Api, github: LocalGithub): void {
  api.post("/repos/:owner/:repo/transfer", async (c) => {
    const access = requireRepository(github, c, administer);
    const body = await readBody(c, "Repository", Transfer);
    const owner = github.store.accounts.byLogin(body.new_owner);
    if (!owner || owner.type === "Bot") throw notFound();
    if (owner.id === access.owner.id)
      throw validationFailed("Repository", "new_owner", "invalid", "already owns the repository");
    const actor = actorOf(c.var.caller);
    if (
      owner.type === "Organization" &&
      github.store.accounts.memberRole(owner.id, actor.id) !== "admin"
    ) {
      throw new ApiError(403, "You must have admin rights to the target organization.");
    }
    try {
      const name = body.new_name ?? access.repository.name;
      const moved = transferRepository(github, access, owner, name, actor);
      return sendJson(c, minimalRepository(moved, github.urls, access.role), 202);
    } catch (error) {
      if (!(error instanceof NameTaken)) throw error;
      throw validationFailed("Repository", "name", "custom", "Repository has already been taken");
    }
  });
}
