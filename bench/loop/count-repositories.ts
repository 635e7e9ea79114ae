import type { UsedStack } from "../runner/scenario.ts";

const pageSize = 100;

/** How many of the organisation's repositories carry each mark in their description, asked of the provider. */
export async function countRepositoriesByMark(stack: UsedStack): Promise<Map<string, number>> {
  const token = stack.accounts.find(({ role }) => role === "ADMIN")?.token ?? "";
  const counts = new Map<string, number>();
  for (let page = 1; ; page++) {
    const { apiUrl, organisation } = stack.provider;
    const response = await fetch(
      `${apiUrl}/orgs/${organisation}/repos?per_page=${pageSize}&page=${page}`,
      { headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" } },
    );
    if (!response.ok) throw new Error(`the provider answered ${response.status} to the list`);
    const repositories = (await response.json()) as { description: string | null }[];
    for (const { description } of repositories) {
      if (description !== null) counts.set(description, (counts.get(description) ?? 0) + 1);
    }
    if (repositories.length < pageSize) return counts;
  }
}
