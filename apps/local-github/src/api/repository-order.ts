import type { Repository } from "../store/repositories.ts";
import type { ApiContext } from "./api-types.ts";

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** How GitHub can sort a list of repositories; those of the same moment stand in the order of their ids. */
const orders: Record<string, (a: Repository, b: Repository) => number> = {
  created: (a, b) => a.created_at - b.created_at || a.id - b.id,
  updated: (a, b) => a.updated_at - b.updated_at || a.id - b.id,
  pushed: (a, b) => (a.pushed_at ?? a.created_at) - (b.pushed_at ?? b.created_at) || a.id - b.id,
  full_name: (a, b) => byText(a.name.toLowerCase(), b.name.toLowerCase()) || a.id - b.id,
};

/**
 * Sorts a list as `sort` and `direction` of the request ask; without them as `fallback`. Names go up by
 * themselves, times down (GitHub's documentation of the lists).
 */
export function inOrder<T extends { repository: Repository }>(
  c: ApiContext,
  items: readonly T[],
  fallback: "created" | "full_name",
): T[] {
  const asked = c.req.query("sort") ?? "";
  const name = asked in orders ? asked : fallback;
  const compare = orders[name] ?? (() => 0);
  const direction = c.req.query("direction") ?? (name === "full_name" ? "asc" : "desc");
  const sign = direction === "asc" ? 1 : -1;
  return items.toSorted((a, b) => sign * compare(a.repository, b.repository));
}
