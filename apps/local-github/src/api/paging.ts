import type { ApiContext } from "./api-types.ts";

/** How many entries the caller wants a page, 30 if it does not say, 100 at most. */
export function perPage(c: ApiContext): number {
  return bounded(c.req.query("per_page"), 30, 100);
}

/** Cuts the asked-for page out of a list and sets the `Link` header that Octokit follows. */
export function paginate<T>(c: ApiContext, items: T[]): T[] {
  const size = perPage(c);
  const page = bounded(c.req.query("page"), 1, 1_000_000);
  const last = Math.max(1, Math.ceil(items.length / size));
  const links: [string, number][] = [];
  if (page > 1) links.push(["prev", page - 1], ["first", 1]);
  if (page < last) links.push(["next", page + 1], ["last", last]);
  setLinks(
    c,
    links.map(([relation, number]) => [relation, { page: String(number) }]),
  );
  return items.slice((page - 1) * size, page * size);
}

/** Sets `Link` to the request's own address with other query values (null: without that value). */
export function setLinks(c: ApiContext, links: [string, Record<string, string | null>][]): void {
  if (links.length === 0) return;
  const parts = links.map(([relation, values]) => {
    const url = new URL(c.req.url);
    for (const [name, value] of Object.entries(values)) {
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    return `<${url.href}>; rel="${relation}"`;
  });
  c.header("Link", parts.join(", "));
}

function bounded(text: string | undefined, fallback: number, max: number): number {
  const value = Number(text ?? fallback);
  return Number.isSafeInteger(value) && value >= 1 ? Math.min(value, max) : fallback;
}
