import type { components } from "@octokit/openapi-webhooks-types";
import type { LocalGithub } from "../local-github.ts";
import { isoTime } from "../shapes/urls.ts";
import { simpleUser } from "../shapes/user.ts";
import type { Account } from "../store/accounts.ts";
import { hookConfig } from "./hook-config.ts";
import { queueDelivery } from "./publish.ts";

/** Queues the event that GitHub sends when a webhook has been set up or points somewhere else. */
export function queuePing(github: LocalGithub, sender: Account): void {
  const hook = hookConfig(github);
  const { app } = github.config;
  const now = isoTime(Date.now());
  const payload: components["schemas"]["webhook-ping"] = {
    zen: "Keep it logically awesome.",
    hook_id: hook.id,
    hook: {
      type: "App",
      id: hook.id,
      name: "web",
      active: true,
      events: app.events,
      config: { content_type: "json", insecure_ssl: "0", secret: "********", url: hook.url },
      updated_at: now,
      created_at: now,
      app_id: app.id,
      deliveries_url: `${github.urls.api}/app/hook/deliveries`,
    },
    sender: simpleUser(sender, github.urls),
  };
  queueDelivery(github, { event: "ping", action: null, repositoryId: null, payload }, null);
}
