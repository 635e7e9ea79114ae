import type { UsedStack } from "../../runner/scenario.ts";

export type MarkedRepository = { id: string; name: string; mark: string };

const pageSize = 100;

/** The organisation's repositories whose description begins with `prefix`, asked of the provider itself. */
export async function listMarked(stack: UsedStack, prefix: RegExp): Promise<MarkedRepository[]> {
  const token = stack.accounts.find(({ role }) => role === "ADMIN")?.token ?? "";
  const { apiUrl, organisation } = stack.provider;
  const marked: MarkedRepository[] = [];
  for (let page = 1; ; page++) {
    const response = await fetch(
      `${apiUrl}/orgs/${organisation}/repos?per_page=${pageSize}&page=${page}&sort=created&direction=asc`,
      { headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" } },
    );
    if (!response.ok) throw new Error(`the provider answered ${response.status} to the list`);
    const found = (await response.json()) as {
      id: number;
      name: string;
      description: string | null;
    }[];
    for (const { id, name, description } of found) {
      const mark = prefix.exec(description ?? "")?.[1];
      if (mark !== undefined) marked.push({ id: String(id), name, mark });
    }
    if (found.length < pageSize) return marked;
  }
}
