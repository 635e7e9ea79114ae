import { z } from "zod";
import { requirePerson } from "../access/require-person.ts";
import type { LocalGithub } from "../local-github.ts";
import { privateUser, publicUser } from "../shapes/user.ts";
import type { Account } from "../store/accounts.ts";
import { selectRepository } from "../webhooks/installation-events.ts";
import { ApiError, notForIntegrations, notFound } from "./api-error.ts";
import type { Api, ApiContext } from "./api-types.ts";
import { sendJson, sendNothing } from "./send.ts";

const Id = z.coerce.number().int();

/** The signed-in person, and what anybody may know of others. */
export function mountPeople(api: Api, github: LocalGithub): void {
  const { store, urls } = github;
  const owned = (account: Account) => store.repositories.ofOwner(account.id);

  const showPublic = (c: ApiContext, account: Account | undefined) => {
    if (!account) throw notFound();
    const repositories = owned(account).filter((repository) => !repository.private).length;
    return sendJson(c, publicUser(account, urls, repositories));
  };

  api.get("/user", (c) => {
    const { account } = requirePerson(c.var.caller);
    return sendJson(c, privateUser(account, urls, owned(account).length));
  });
  api.get("/user/emails", (c) => {
    const caller = requirePerson(c.var.caller);
    if (caller.throughApp && github.config.app.permissions["emails"] === undefined)
      throw notForIntegrations();
    const { email } = caller.account;
    return sendJson(
      c,
      email === null ? [] : [{ email, primary: true, verified: true, visibility: "private" }],
    );
  });
  api.get("/users/:login", (c) => showPublic(c, store.accounts.byLogin(c.req.param("login"))));
  api.get("/user/:id{[0-9]+}", (c) =>
    showPublic(c, store.accounts.byId(Number(c.req.param("id")))),
  );

  async function select(c: ApiContext, added: boolean) {
    const { account } = requirePerson(c.var.caller);
    const installation = store.installations.byId(Id.parse(c.req.param("installation")));
    const repository = store.repositories.byId(Id.parse(c.req.param("repository")));
    if (
      !installation ||
      installation.deleted_at !== null ||
      repository?.owner_id !== installation.account_id
    ) {
      throw notFound();
    }
    if (store.accounts.memberRole(installation.account_id, account.id) !== "admin") {
      throw new ApiError(403, "You must be an organization owner to do that.");
    }
    if (installation.repository_selection === "all") {
      throw new ApiError(422, "The installation reaches all repositories.");
    }
    selectRepository(github, installation, repository, added, account);
    return sendNothing(c);
  }
  const path = "/user/installations/:installation{[0-9]+}/repositories/:repository{[0-9]+}";
  api.put(path, (c) => select(c, true));
  api.delete(path, (c) => select(c, false));
}
