import { ProviderError, type ProviderRepository } from "@forgea/session/ports";
import { z } from "zod";

/** The fields of a repository that Forgea reads. The provider's answers are input too. */
const Repository = z.object({
  id: z.int().positive(),
  name: z.string().min(1).max(200),
  owner: z.object({ login: z.string().min(1).max(200) }),
  description: z.string().max(1_000).nullish(),
  private: z.boolean(),
  default_branch: z.string().min(1).max(300),
  html_url: z.url(),
  pushed_at: z.string().nullish(),
});

/** Reads a repository from a REST answer. Throws ProviderError `unavailable` when it is not one. */
export function readRepository(data: unknown): ProviderRepository {
  const parsed = Repository.safeParse(data);
  if (!parsed.success) {
    throw new ProviderError("unavailable", "the provider's answer is not a repository", {
      answer: "nonsense",
      cause: parsed.error,
    });
  }
  const { data: repository } = parsed;
  return {
    id: toId(repository.id),
    owner: repository.owner.login,
    name: repository.name,
    description: repository.description ?? null,
    private: repository.private,
    defaultBranch: repository.default_branch,
    webUrl: repository.html_url,
    pushedAt: repository.pushed_at ? new Date(repository.pushed_at) : null,
  };
}

/** An id of a REST answer. Throws ProviderError when a double could not hold it exactly. */
export function toId(value: number | bigint): bigint {
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new ProviderError("unavailable", "the provider's answer has an id that is not readable", {
      answer: "nonsense",
    });
  }
  return BigInt(value);
}
