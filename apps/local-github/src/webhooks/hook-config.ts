import type { LocalGithub } from "../local-github.ts";

export interface HookConfig {
  id: number;
  url: string;
  secret: string;
}

type NeedsHookConfig = Pick<LocalGithub, "config" | "store">;

/** The App's one webhook. A change by REST holds until the configuration file names another address or secret. */
export function hookConfig(github: NeedsHookConfig): HookConfig {
  const { app } = github.config;
  const { settings } = github.store;
  return {
    id: 480_000_000 + app.id,
    url: settings.get("hook_url") ?? app.webhookUrl,
    secret: settings.get("hook_secret") ?? app.webhookSecret,
  };
}

/** Makes the configuration file's webhook the current one when the file changed since it was last applied. */
export function applyHookConfig(github: NeedsHookConfig): void {
  const { app } = github.config;
  const { settings } = github.store;
  const given = JSON.stringify([app.webhookUrl, app.webhookSecret]);
  if (settings.get("hook_given") === given) return;
  settings.set("hook_given", given);
  settings.set("hook_url", app.webhookUrl);
  settings.set("hook_secret", app.webhookSecret);
}
