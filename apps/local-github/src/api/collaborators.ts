import { z } from "zod";
import { legacyPermission, permissionFlags, permissionFromApi } from "../access/permission.ts";
import { givenRole, roleOf } from "../access/repository-role.ts";
import { actorOf } from "../access/require-person.ts";
import { type Access, administer, type Need, readMetadata } from "../access/require-repository.ts";
import type { LocalGithub } from "../local-github.ts";
import { inviteCollaborator, removeCollaborator } from "../repositories/invite-collaborator.ts";
import { invitationShape } from "../shapes/invitation.ts";
import { simpleUser } from "../shapes/user.ts";
import type { Account } from "../store/accounts.ts";
import { notFound, validationFailed } from "./api-error.ts";
import type { Api } from "./api-types.ts";
import { requireRepository } from "./find-repository.ts";
import { paginate } from "./paging.ts";
import { readBody } from "./read-body.ts";
import { sendJson, sendNothing } from "./send.ts";

const Invite = z.object({ permission: z.string().default("push") });
const seeCollaborators: Need = { ...readMetadata, role: "write" };

/** Who has access to a repository. */
export function mountCollaborators(api: Api, github: LocalGithub): void {
  const { store, urls } = github;
  const base = "/repos/:owner/:repo/collaborators";

  const requireUser = (login: string): Account => {
    const account = store.accounts.byLogin(login);
    if (account?.type !== "User") throw notFound();
    return account;
  };

  api.get(base, (c) => {
    const access = requireRepository(github, c, seeCollaborators);
    const people = collaboratorsOf(github, access).map((account) => {
      const role = givenRole(github, access.repository, account);
      return {
        ...simpleUser(account, urls),
        permissions: permissionFlags(role),
        role_name: role ?? "read",
      };
    });
    return sendJson(c, paginate(c, people));
  });

  api.get(`${base}/:login`, (c) => {
    const access = requireRepository(github, c, seeCollaborators);
    const account = requireUser(c.req.param("login"));
    if (givenRole(github, access.repository, account) === null) throw notFound();
    return sendNothing(c);
  });

  api.get(`${base}/:login/permission`, (c) => {
    const access = requireRepository(github, c, seeCollaborators);
    const account = requireUser(c.req.param("login"));
    const role = roleOf(github, access.repository, account);
    return sendJson(c, {
      permission: legacyPermission(role),
      role_name: role ?? "none",
      user: {
        ...simpleUser(account, urls),
        permissions: permissionFlags(role),
        role_name: role ?? "none",
      },
    });
  });

  api.put(`${base}/:login`, async (c) => {
    const access = requireRepository(github, c, administer);
    const person = requireUser(c.req.param("login"));
    const body = await readBody(c, "Repository", Invite);
    const permission = permissionFromApi(body.permission);
    if (!permission) throw validationFailed("Repository", "permission", "invalid");
    if (person.id === access.owner.id) {
      throw validationFailed(
        "Repository",
        "base",
        "custom",
        "Repository owner cannot be a collaborator",
      );
    }
    const actor = actorOf(c.var.caller);
    const invitation = inviteCollaborator(github, access, person, permission, actor);
    github.webhooks.wake();
    if (!invitation) return sendNothing(c);
    const inviter = store.accounts.byId(invitation.inviter_id);
    return sendJson(c, invitationShape(invitation, access, person, inviter, urls), 201);
  });

  api.delete(`${base}/:login`, (c) => {
    const access = requireRepository(github, c, administer);
    removeCollaborator(github, access, requireUser(c.req.param("login")), actorOf(c.var.caller));
    return sendNothing(c);
  });
}

/** Everybody with access by name: the owner, the organisation's owners, collaborators, and its other members. */
function collaboratorsOf(github: LocalGithub, access: Access): Account[] {
  const { store } = github;
  const ids = new Set(
    store.collaborators.ofRepository(access.repository.id).map((row) => row.user_id),
  );
  const people =
    access.owner.type === "User" ? [access.owner] : store.accounts.membersOf(access.owner.id);
  for (const person of people) ids.add(person.id);
  return [...ids].flatMap((id) => store.accounts.byId(id) ?? []).toSorted((a, b) => a.id - b.id);
}
