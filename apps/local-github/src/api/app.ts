import { z } from "zod";
import { requireApp, requireInstallation, requirePerson } from "../access/require-person.ts";
import { readMetadata, requireAccess, tokenReaches } from "../access/require-repository.ts";
import type { LocalGithub } from "../local-github.ts";
import { appShape, installationShape } from "../shapes/installation.ts";
import { repositoryShape } from "../shapes/repository.ts";
import { isoTime } from "../shapes/urls.ts";
import type { AppPermissions, Installation } from "../store/installations.ts";
import { newSecret } from "../store/secrets.ts";
import { deleteInstallation, suspendInstallation } from "../webhooks/installation-events.ts";
import { ApiError, notFound } from "./api-error.ts";
import type { Api, ApiContext } from "./api-types.ts";
import { lookUpRepository } from "./find-repository.ts";
import { paginate } from "./paging.ts";
import { readBody } from "./read-body.ts";
import { sendJson, sendNothing } from "./send.ts";

const TOKEN_LIFE_MS = 3600 * 1000;

const TokenRequest = z.object({
  repositories: z.array(z.string()).max(500).optional(),
  repository_ids: z.array(z.number().int()).max(500).optional(),
  permissions: z.record(z.string(), z.enum(["read", "write"])).optional(),
});

/** The App, its installations and their tokens. */
export function mountApp(api: Api, github: LocalGithub): void {
  const { store, urls, config } = github;

  function shape(installation: Installation) {
    const account = store.accounts.byId(installation.account_id);
    if (!account) throw new Error("an installation without its account");
    const by =
      installation.suspended_by === null
        ? null
        : (store.accounts.byId(installation.suspended_by) ?? null);
    return installationShape(installation, account, by, config.app, urls);
  }

  function requireLive(c: ApiContext): Installation {
    requireApp(c.var.caller);
    const installation = store.installations.byId(Number(c.req.param("id")));
    if (!installation || installation.deleted_at !== null) throw notFound();
    return installation;
  }

  api.get("/app", (c) => {
    requireApp(c.var.caller);
    const owner = store.accounts.byLogin(config.organisation.login);
    if (!owner) throw notFound();
    const createdAt = owner.created_at;
    return sendJson(
      c,
      appShape(config.app, owner, store.installations.live().length, createdAt, urls),
    );
  });

  api.get("/app/installations", (c) => {
    requireApp(c.var.caller);
    return sendJson(c, paginate(c, store.installations.live()).map(shape));
  });
  api.get("/app/installations/:id{[0-9]+}", (c) => sendJson(c, shape(requireLive(c))));
  api.delete("/app/installations/:id{[0-9]+}", (c) => {
    deleteInstallation(github, requireLive(c));
    return sendNothing(c);
  });
  api.put("/app/installations/:id{[0-9]+}/suspended", (c) => {
    suspendInstallation(github, requireLive(c), true);
    return sendNothing(c);
  });
  api.delete("/app/installations/:id{[0-9]+}/suspended", (c) => {
    suspendInstallation(github, requireLive(c), false);
    return sendNothing(c);
  });

  api.post("/app/installations/:id{[0-9]+}/access_tokens", async (c) => {
    const installation = requireLive(c);
    if (installation.suspended_at !== null)
      throw new ApiError(403, "This installation has been suspended");
    const body = await readBody(c, "Token", TokenRequest);
    const permissions = narrow(installation.permissions, body.permissions);
    const repositories = chosenRepositories(github, installation, body);
    const now = Date.now();
    const token = newSecret("ghs_");
    store.tokens.add(token, {
      kind: "installation",
      installation_id: installation.id,
      permissions: body.permissions ? permissions : null,
      repository_ids: repositories?.map((owned) => owned.repository.id) ?? null,
      created_at: now,
      expires_at: now + TOKEN_LIFE_MS,
    });
    const answer = {
      token,
      expires_at: isoTime(now + TOKEN_LIFE_MS),
      permissions,
      repository_selection: repositories ? "selected" : installation.repository_selection,
      ...(repositories
        ? { repositories: repositories.map((owned) => repositoryShape(owned, urls, null)) }
        : {}),
    };
    return sendJson(c, answer, 201);
  });

  const installationOf = (c: ApiContext, accountId: number | undefined) => {
    requireApp(c.var.caller);
    const installation =
      accountId === undefined ? undefined : store.installations.ofAccount(accountId);
    if (!installation) throw notFound();
    return sendJson(c, shape(installation));
  };
  api.get("/orgs/:org/installation", (c) =>
    installationOf(c, store.accounts.byLogin(c.req.param("org"))?.id),
  );
  api.get("/users/:login/installation", (c) =>
    installationOf(c, store.accounts.byLogin(c.req.param("login"))?.id),
  );
  api.get("/repos/:owner/:repo/installation", (c) => {
    const found = lookUpRepository(github, c.req.param("owner"), c.req.param("repo"));
    const installation = found && store.installations.ofAccount(found.owned.owner.id);
    const reached =
      installation && store.installations.reaches(installation, found.owned.repository.id);
    return installationOf(c, reached ? found.owned.owner.id : undefined);
  });

  api.get("/installation/repositories", (c) => {
    const caller = requireInstallation(c.var.caller);
    const owner = store.accounts.byId(caller.installation.account_id);
    const reached = owner
      ? store.repositories
          .ofOwner(owner.id)
          .map((repository) => ({ repository, owner }))
          .filter((owned) => tokenReaches(github, caller, owned))
      : [];
    return sendJson(c, {
      total_count: reached.length,
      repository_selection: caller.repositoryIds
        ? "selected"
        : caller.installation.repository_selection,
      repositories: paginate(c, reached).map((owned) => {
        const { role } = requireAccess(github, caller, owned, readMetadata);
        return repositoryShape(owned, urls, role);
      }),
    });
  });
  api.delete("/installation/token", (c) => {
    requireInstallation(c.var.caller);
    const [, secret = ""] = (c.req.header("authorization") ?? "").split(/\s+/, 2);
    store.tokens.revokeSecret(secret);
    return sendNothing(c);
  });

  api.get("/user/installations", (c) => {
    const { account } = requirePerson(c.var.caller);
    const reached = store.installations.live().filter((installation) => {
      const own = installation.account_id === account.id;
      const member = store.accounts.memberRole(installation.account_id, account.id) !== null;
      const guest = store.collaborators
        .ofUser(account.id)
        .some(
          (row) => store.repositories.byId(row.repository_id)?.owner_id === installation.account_id,
        );
      return own || member || guest;
    });
    return sendJson(c, {
      total_count: reached.length,
      installations: paginate(c, reached).map(shape),
    });
  });
}

function narrow(has: AppPermissions, asked: AppPermissions | undefined): AppPermissions {
  if (!asked) return has;
  for (const [name, level] of Object.entries(asked)) {
    if (has[name] !== "write" && has[name] !== level) {
      throw new ApiError(422, "The permissions requested are not granted to this installation.");
    }
  }
  return { metadata: "read", ...asked };
}

function chosenRepositories(
  github: LocalGithub,
  installation: Installation,
  body: z.output<typeof TokenRequest>,
) {
  if (!body.repositories && !body.repository_ids) return null;
  const owner = github.store.accounts.byId(installation.account_id);
  const named = (body.repositories ?? []).map((name) =>
    github.store.repositories.byName(installation.account_id, name),
  );
  const byId = (body.repository_ids ?? []).map((id) => github.store.repositories.byId(id));
  return [...named, ...byId].map((repository) => {
    if (
      !owner ||
      repository?.owner_id !== owner.id ||
      !github.store.installations.reaches(installation, repository.id)
    ) {
      throw new ApiError(
        422,
        "There is at least one repository that does not exist or is not accessible to the parent installation.",
      );
    }
    return { repository, owner };
  });
}
