import { z } from "zod";
import { roleOf } from "../access/repository-role.ts";
import { actorOf, requirePerson } from "../access/require-person.ts";
import {
  type Access,
  administer,
  appMay,
  readMetadata,
  tokenReaches,
} from "../access/require-repository.ts";
import { sharedRepositories } from "../access/shared-repositories.ts";
import { isRefName, isRepositoryName } from "../git/names.ts";
import type { LocalGithub } from "../local-github.ts";
import { changeRepository, UnknownBranch } from "../repositories/change-repository.ts";
import { createRepository } from "../repositories/create-repository.ts";
import { deleteRepository } from "../repositories/delete-repository.ts";
import { generateRepository } from "../repositories/generate-repository.ts";
import { NameTaken } from "../repositories/place-repository.ts";
import { fullRepository, minimalRepository, type OwnedRepository } from "../shapes/repository.ts";
import type { Account } from "../store/accounts.ts";
import { ApiError, notForIntegrations, notFound, validationFailed } from "./api-error.ts";
import type { Api, ApiContext } from "./api-types.ts";
import { repositoryById, requireRepository } from "./find-repository.ts";
import { paginate } from "./paging.ts";
import { readBody } from "./read-body.ts";
import { inOrder } from "./repository-order.ts";
import { sendJson, sendNothing } from "./send.ts";

const Name = z.string().refine(isRepositoryName);
const Description = z.string().max(350).nullish();
const visibility = z.enum(["public", "private"]).optional();

const Create = z.object({
  name: Name,
  description: Description,
  private: z.boolean().optional(),
  visibility,
  is_template: z.boolean().default(false),
  auto_init: z.boolean().default(false),
});
const Generate = z.object({
  owner: z.string().optional(),
  name: Name,
  description: Description,
  private: z.boolean().default(false),
  include_all_branches: z.boolean().default(false),
});
const Change = z.object({
  name: Name.optional(),
  description: Description,
  private: z.boolean().optional(),
  visibility,
  is_template: z.boolean().optional(),
  default_branch: z.string().refine(isRefName).optional(),
});

/** Repositories: create, generate, read, change, delete, list. */
export function mountRepositories(api: Api, github: LocalGithub): void {
  const show = (access: Access) => {
    const template =
      access.repository.template_id === null
        ? undefined
        : repositoryById(github, access.repository.template_id);
    return fullRepository(access, github.urls, access.role, template ?? null);
  };

  api.post("/repos/:owner/:repo/generate", async (c) => {
    const template = requireRepository(github, c, {
      permission: "contents",
      level: "read",
      role: "read",
    });
    if (!template.repository.is_template) throw notFound();
    const body = await readBody(c, "Repository", Generate);
    const actor = actorOf(c.var.caller);
    const owner = body.owner === undefined ? actor : github.store.accounts.byLogin(body.owner);
    if (!owner) throw validationFailed("Repository", "owner", "invalid");
    requireCreation(github, c, owner);
    const owned = await nameRules("generate", () =>
      generateRepository(github, {
        template: template.repository,
        owner,
        name: body.name,
        description: body.description ?? null,
        private: body.private,
        allBranches: body.include_all_branches,
        actor,
      }),
    );
    return sendJson(c, show({ ...owned, role: "admin" }), 201);
  });

  async function create(c: ApiContext, owner: Account): Promise<Response> {
    const body = await readBody(c, "Repository", Create);
    requireCreation(github, c, owner);
    const owned = await nameRules("create", () =>
      createRepository(github, {
        owner,
        name: body.name,
        description: body.description ?? null,
        private: body.private ?? body.visibility === "private",
        isTemplate: body.is_template,
        content: body.auto_init ? { readme: true } : null,
        actor: actorOf(c.var.caller),
        announced: true,
      }),
    );
    return sendJson(c, show({ ...owned, role: "admin" }), 201);
  }

  api.post("/orgs/:org/repos", (c) =>
    create(c, requireAccount(github, c.req.param("org"), "Organization")),
  );
  api.post("/user/repos", (c) => create(c, requirePerson(c.var.caller).account));

  api.get("/repos/:owner/:repo", (c) =>
    sendJson(c, show(requireRepository(github, c, readMetadata))),
  );

  api.patch("/repos/:owner/:repo", async (c) => {
    const access = requireRepository(github, c, administer);
    const body = await readBody(c, "Repository", Change);
    const isPrivate =
      body.private ?? (body.visibility === undefined ? undefined : body.visibility === "private");
    const changed = await nameRules("rename", () =>
      changeRepository(github, access, actorOf(c.var.caller), { ...body, private: isPrivate }),
    );
    return sendJson(c, show({ ...changed, role: access.role }));
  });

  api.delete("/repos/:owner/:repo", async (c) => {
    const access = requireRepository(github, c, administer);
    await deleteRepository(github, access, actorOf(c.var.caller));
    return sendNothing(c);
  });

  api.get("/orgs/:org/repos", (c) => {
    const owner = requireAccount(github, c.req.param("org"), "Organization");
    return sendJson(
      c,
      paginate(c, inOrder(c, visibleRepositories(github, c, owner), "created")).map(minimal),
    );
  });
  api.get("/users/:login/repos", (c) => {
    const owner = requireAccount(github, c.req.param("login"), "User");
    return sendJson(
      c,
      paginate(c, inOrder(c, visibleRepositories(github, c, owner), "full_name")).map(minimal),
    );
  });
  api.get("/user/repos", (c) => {
    const { account } = requirePerson(c.var.caller);
    const mine = sharedRepositories(github, account).flatMap((repository) => {
      const owned = repositoryById(github, repository.id);
      return owned ? [{ ...owned, role: roleOf(github, repository, account) }] : [];
    });
    return sendJson(c, paginate(c, inOrder(c, mine, "full_name")).map(minimal));
  });

  function minimal(access: Access) {
    return minimalRepository(access, github.urls, access.role);
  }
}

/** The repositories of an account that the caller may know of. */
function visibleRepositories(github: LocalGithub, c: ApiContext, owner: Account): Access[] {
  const { caller } = c.var;
  return github.store.repositories.ofOwner(owner.id).flatMap((repository) => {
    const owned: OwnedRepository = { repository, owner };
    const role =
      caller.kind === "user"
        ? roleOf(github, repository, caller.account)
        : caller.kind === "installation" && tokenReaches(github, caller, owned)
          ? "read"
          : repository.private
            ? null
            : "read";
    return role === null ? [] : [{ ...owned, role }];
  });
}

function requireAccount(github: LocalGithub, login: string, type: Account["type"]): Account {
  const account = github.store.accounts.byLogin(login);
  if (account?.type !== type) throw notFound();
  return account;
}

/** Whether the caller may make repositories in an account: Apps with administration, owners, oneself. */
function requireCreation(github: LocalGithub, c: ApiContext, owner: Account): void {
  const { caller } = c.var;
  if (caller.kind === "installation") {
    if (caller.installation.suspended_at !== null)
      throw new ApiError(403, "This installation has been suspended");
    if (caller.installation.account_id !== owner.id) throw notForIntegrations();
    if (!appMay(caller.permissions, { permission: "administration", level: "write" }))
      throw notForIntegrations();
    return;
  }
  const { account } = requirePerson(caller);
  if (account.id === owner.id) return;
  if (github.store.accounts.memberRole(owner.id, account.id) !== "admin") {
    throw new ApiError(
      403,
      "You need admin access to the organization before adding a repository to it.",
    );
  }
}

const nameTaken = {
  generate: new ApiError(422, "Unprocessable Entity", {
    errors: ["Could not clone: Name already exists on this account"],
  }),
  create: new ApiError(422, "Repository creation failed.", { errors: [nameError()] }),
  rename: new ApiError(422, "Validation Failed", { errors: [nameError()] }),
};

function nameError() {
  return {
    resource: "Repository",
    code: "custom",
    field: "name",
    message: "name already exists on this account",
  };
}

async function nameRules<T>(kind: keyof typeof nameTaken, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NameTaken) throw nameTaken[kind];
    if (error instanceof UnknownBranch)
      throw validationFailed("Repository", "default_branch", "invalid");
    throw error;
  }
}
