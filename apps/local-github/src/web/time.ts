import { html } from "hono/html";
import type { Markup } from "./layout.ts";

/** A time in UTC, named as such: pages without scripts cannot know the reader's zone. */
export function time(milliseconds: number): Markup {
  const iso = new Date(milliseconds).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC</time>`;
}
