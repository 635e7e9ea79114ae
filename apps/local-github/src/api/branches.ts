import type { components } from "@octokit/openapi-types";
import { readContents } from "../access/require-repository.ts";
import { repositoryPath } from "../git/directories.ts";
import { listRefs, readRef } from "../git/read-refs.ts";
import { readCommit } from "../git/resolve-commit.ts";
import type { LocalGithub } from "../local-github.ts";
import { commitShape } from "../shapes/commit.ts";
import { fullName } from "../shapes/repository.ts";
import { ApiError } from "./api-error.ts";
import type { Api } from "./api-types.ts";
import { requireRepository } from "./find-repository.ts";
import { paginate } from "./paging.ts";
import { sendJson } from "./send.ts";

type Schemas = components["schemas"];

/** Branches and their heads. There is no branch protection here. */
export function mountBranches(api: Api, github: LocalGithub): void {
  api.get("/repos/:owner/:repo/branches", (c) => {
    const access = requireRepository(github, c, readContents);
    const path = repositoryPath(github.directories, access.repository.id);
    const url = `${github.urls.api}/repos/${fullName(access)}`;
    const branches = paginate(c, listRefs(path, "refs/heads/")).map(
      (ref): Schemas["short-branch"] => ({
        name: ref.name.slice("refs/heads/".length),
        commit: { sha: ref.id, url: `${url}/commits/${ref.id}` },
        protected: false,
      }),
    );
    return sendJson(c, branches);
  });

  api.get("/repos/:owner/:repo/branches/:branch{.+}", async (c) => {
    const access = requireRepository(github, c, readContents);
    const path = repositoryPath(github.directories, access.repository.id);
    const name = c.req.param("branch");
    const id = readRef(path, `refs/heads/${name}`);
    const found = id ? await readCommit(github, path, id) : undefined;
    if (!found) throw new ApiError(404, "Branch not found");
    const self = `${github.urls.api}/repos/${fullName(access)}/branches/${name}`;
    const branch: Schemas["branch-with-protection"] = {
      name,
      commit: commitShape(github, access, found, null),
      _links: { self, html: `${github.urls.web}/${fullName(access)}/tree/${name}` },
      protected: false,
      protection: {
        enabled: false,
        required_status_checks: { enforcement_level: "off", contexts: [], checks: [] },
      },
      protection_url: `${self}/protection`,
    };
    return sendJson(c, branch);
  });
}
