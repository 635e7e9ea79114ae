import { html } from "hono/html";
import type { ParsedTreeEntry } from "../git/parse-objects.ts";
import type { Markup } from "./layout.ts";

/** One file or folder in a list. */
export function fileRow(entry: ParsedTreeEntry, link: string): Markup {
  return html`<li class="mono"><a class="grow" href="${link}">${entry.name}${entry.type === "tree" ? "/" : ""}</a></li>`;
}
