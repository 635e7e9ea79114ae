import type { CallLimits } from "../domain/provider-budget.ts";
import {
  type AccessGrant,
  type AccessStanding,
  type GitHubPort,
  type InstallationAnswer,
  ProviderError,
  type ProviderHead,
  type ProviderRepository,
} from "../ports.ts";

interface Stored {
  repository: ProviderRepository;
  head: ProviderHead | null;
}

/** A provider in memory, for rules that do not need real git. Names are unique, ids never reused. */
export class FakeGitHub implements GitHubPort {
  readonly host = "local-github";
  readonly webUrl = "http://localhost:3003";
  creationLimits: CallLimits | null = null;
  readonly repositories = new Map<string, Stored>();
  readonly calls: string[] = [];
  /** Thrown by the next call of this name, once. */
  readonly failNext = new Map<keyof GitHubPort, Error>();
  /** What the next call does after it took effect: an answer that is lost. */
  readonly loseNextAnswer = new Set<keyof GitHubPort>();
  /** Whether invited people still have to accept. */
  invitations = false;
  /** The open invitation of each repository, by its full name. */
  readonly openInvitations = new Map<string, Extract<AccessGrant, { state: "INVITED" }>>();
  #nextInvitation = 5n;
  contentArrives = true;
  #nextId = 700_000_000n;

  add(owner: string, name: string, treeSha = "1".repeat(40)): ProviderRepository {
    const repository: ProviderRepository = {
      id: this.#nextId++,
      owner,
      name,
      description: null,
      private: true,
      defaultBranch: "main",
      webUrl: `${this.webUrl}/${owner}/${name}`,
      pushedAt: null,
    };
    this.#put(repository, { branch: "main", commitSha: "c".repeat(40), treeSha });
    return repository;
  }

  async generateRepository(
    request: Parameters<GitHubPort["generateRepository"]>[0],
  ): Promise<ProviderRepository> {
    this.#begin("generateRepository");
    const template = this.#find(request.templateOwner, request.templateName);
    if (template === undefined || !this.#reaches(template.repository.id))
      throw new ProviderError("refused", "no template", { status: 404 });
    if (this.#find(request.owner, request.name) !== undefined) {
      throw new ProviderError("conflict", "name already exists", { status: 422 });
    }
    const made = this.add(request.owner, request.name, template.head?.treeSha);
    const repository = { ...made, description: request.description };
    this.#put(
      repository,
      this.contentArrives ? (this.#find(made.owner, made.name)?.head ?? null) : null,
    );
    if (this.loseNextAnswer.delete("generateRepository")) {
      throw new ProviderError("unavailable", "the answer was lost");
    }
    return repository;
  }

  /** How the App's installation stands. */
  installation: InstallationAnswer = { state: "installed", selection: "all" };
  /** While set, only these are reached; `null`: all of them. */
  reachable: ReadonlySet<bigint> | null = null;

  async readInstallation() {
    this.#begin("readInstallation");
    return this.installation;
  }

  async listReachable(page: number) {
    this.#begin("listReachable");
    const ids = [...this.repositories.values()].map(({ repository }) => repository.id);
    const reached = ids.filter((id) => this.reachable?.has(id) ?? true);
    return reached.slice((page - 1) * 100, page * 100);
  }

  async findRepositoryByName(owner: string, name: string) {
    this.#begin("findRepositoryByName");
    const found = this.#find(owner, name)?.repository ?? null;
    return found !== null && this.#reaches(found.id) ? found : null;
  }

  /** Old names, as a provider redirects them. */
  readonly #renamed = new Map<string, bigint>();

  async followRepository(owner: string, name: string) {
    this.#begin("followRepository");
    const id =
      this.#find(owner, name)?.repository.id ?? this.#renamed.get(`${owner}/${name}`.toLowerCase());
    const all = [...this.repositories.values()].map(({ repository }) => repository);
    return all.find((each) => each.id === id && this.#reaches(each.id)) ?? null;
  }

  async findRepositoryById(id: bigint) {
    this.#begin("findRepositoryById");
    const all = [...this.repositories.values()];
    const found = all.find(({ repository }) => repository.id === id)?.repository ?? null;
    return found !== null && this.#reaches(id) ? found : null;
  }

  async markAsTemplate() {
    this.#begin("markAsTemplate");
  }

  async readHead(repository: ProviderRepository) {
    this.#begin("readHead");
    return this.#find(repository.owner, repository.name)?.head ?? null;
  }

  async countCommits(repository: ProviderRepository) {
    this.#begin("countCommits");
    const stored = this.#find(repository.owner, repository.name);
    if (!stored?.head) return 0;
    return stored.repository.pushedAt === null ? 1 : 2;
  }

  async deleteRepository(repository: ProviderRepository) {
    this.#begin("deleteRepository");
    this.repositories.delete(`${repository.owner}/${repository.name}`.toLowerCase());
  }

  async listRepositories(page: number) {
    this.#begin("listRepositories");
    const all = [...this.repositories.values()].map(({ repository }) => repository).toReversed();
    return all.slice((page - 1) * 100, page * 100);
  }

  async inviteWriter(owner: string, name: string): Promise<AccessGrant> {
    this.#begin("inviteWriter");
    if (!this.invitations) return { state: "ACCEPTED" };
    const key = `${owner}/${name}`;
    const known = this.openInvitations.get(key);
    const invitation = known ?? this.#invite();
    this.openInvitations.set(key, invitation);
    return invitation;
  }

  async findAccess(owner: string, name: string): Promise<AccessStanding> {
    this.#begin("findAccess");
    if (!this.invitations) return { state: "ACCEPTED" };
    return this.openInvitations.get(`${owner}/${name}`) ?? { state: "NONE" };
  }

  async cancelInvitation(owner: string, name: string, invitationId: bigint) {
    this.#begin("cancelInvitation");
    const key = `${owner}/${name}`;
    if (this.openInvitations.get(key)?.invitationId === invitationId)
      this.openInvitations.delete(key);
  }

  async isReachable() {
    return true;
  }

  async acceptInvitation(_userToken: string, invitationId: bigint) {
    this.#begin("acceptInvitation");
    for (const [key, { invitationId: id }] of this.openInvitations) {
      if (id === invitationId) this.openInvitations.delete(key);
    }
  }

  #invite() {
    const expiresAt = new Date(Date.now() + 7 * 86_400_000);
    return { state: "INVITED", invitationId: this.#nextInvitation++, expiresAt } as const;
  }

  /** Moves a repository's head, as a push would. */
  push(owner: string, name: string, commitSha: string): void {
    const stored = this.#find(owner, name);
    if (stored === undefined) throw new Error(`no repository ${owner}/${name}`);
    stored.head = { branch: "main", commitSha, treeSha: "2".repeat(40) };
    stored.repository = { ...stored.repository, pushedAt: new Date() };
  }

  /** The provider renames it: the id stays. */
  rename(owner: string, name: string, newName: string): void {
    const stored = this.#find(owner, name);
    if (stored === undefined) throw new Error(`no repository ${owner}/${name}`);
    this.repositories.delete(`${owner}/${name}`.toLowerCase());
    this.#renamed.set(`${owner}/${name}`.toLowerCase(), stored.repository.id);
    this.#put({ ...stored.repository, name: newName }, stored.head);
  }

  #reaches(id: bigint): boolean {
    return this.reachable?.has(id) ?? true;
  }

  #begin(method: keyof GitHubPort): void {
    this.calls.push(method);
    const error = this.failNext.get(method);
    this.failNext.delete(method);
    if (error !== undefined) throw error;
    if (method !== "readInstallation" && this.installation.state !== "installed") {
      throw new ProviderError("no-access", "the installation cannot be used", { status: 404 });
    }
  }

  #find(owner: string, name: string): Stored | undefined {
    return this.repositories.get(`${owner}/${name}`.toLowerCase());
  }

  #put(repository: ProviderRepository, head: ProviderHead | null): void {
    this.repositories.set(`${repository.owner}/${repository.name}`.toLowerCase(), {
      repository,
      head,
    });
  }
}
