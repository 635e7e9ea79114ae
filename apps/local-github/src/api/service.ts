import type { LocalGithub } from "../local-github.ts";
import type { Api } from "./api-types.ts";
import type { RateWindows } from "./rate-windows.ts";
import { subjectOf } from "./rate-windows.ts";
import { sendJson } from "./send.ts";

/** What the server says about itself. */
export function mountService(api: Api, github: LocalGithub, windows: RateWindows): void {
  api.get("/", (c) =>
    sendJson(c, {
      current_user_url: `${github.urls.api}/user`,
      repository_url: `${github.urls.api}/repos/{owner}/{repo}`,
      rate_limit_url: `${github.urls.api}/rate_limit`,
    }),
  );
  api.get("/meta", (c) =>
    sendJson(c, { verifiable_password_authentication: false, installed_version: "3.17.0" }),
  );
  api.get("/rate_limit", (c) => {
    const core = windows.look(subjectOf(c.var.caller));
    return sendJson(c, { resources: { core, search: core }, rate: core });
  });
}
