import {
  type CallLimits,
  type GitHubPort,
  type ProviderHead,
  type ProviderRepository,
} from "@forgea/session/ports";
import { App, Octokit } from "octokit";
import { Branch, Commits, InstallationInfo, ReachableIds } from "./answers.ts";
import { isRefused, orNull } from "./or-null.ts";
import { readRepository, toId } from "./read-repository.ts";
import { accessTo } from "./repository-access.ts";
import { toProviderError } from "./to-provider-error.ts";

export interface GitHubProviderOptions {
  /** Stable identity of the provider: `github.com`, a GHES host name, or `local-github`. */
  readonly host: string;
  /** Origin of its pages and of git over HTTPS. */
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly appId: string;
  readonly privateKey: string;
  /** The organisation in which repositories are made, and where the App is installed. */
  readonly organisation: string;
  /** Content creations that it allows; null when it sets no limits. */
  readonly creationLimits: CallLimits | null;
}

/** No call waits longer for the provider, in milliseconds. */
const callTimeoutMs = 10_000;

/**
 * The git provider over Octokit, authenticated as the GitHub App: one implementation for
 * github.com, GitHub Enterprise Server and local-github; only addresses and keys differ.
 */
export function createGitHubProvider(options: GitHubProviderOptions): GitHubPort {
  const Configured = Octokit.defaults({
    baseUrl: options.apiUrl,
    // One budget in the database stands in its place: Octokit knows only of its own process.
    throttle: { enabled: false },
    // A lost answer to "create" must not be tried again blindly; our jobs decide about retries.
    retry: { enabled: false },
    request: { fetch: fetchWithTimeout },
    log: silent,
  });
  const createApp = () =>
    new App({
      appId: options.appId,
      privateKey: options.privateKey,
      Octokit: Configured,
      log: silent,
    });
  const { organisation } = options;
  let app = createApp();
  let installation: Promise<Octokit> | null = null;
  let installationId: number | null = null;

  /** An App that is installed again has a new id, and Octokit would go on with the old one's token. */
  function forgetInstallation(): void {
    app = createApp();
    installation = null;
    installationId = null;
  }

  /** The App's client for the organisation; asked for once, again after a failure. */
  async function client(): Promise<Octokit> {
    installation ??= app.octokit
      .request("GET /orgs/{org}/installation", { org: organisation })
      .then(({ data }) => {
        installationId = InstallationInfo.parse(data).id;
        return app.getInstallationOctokit(installationId);
      });
    try {
      return await installation;
    } catch (error) {
      installation = null;
      throw error;
    }
  }

  async function call<T>(what: string, work: (octokit: Octokit) => Promise<T>): Promise<T> {
    try {
      return await work(await client());
    } catch (error) {
      const failure = toProviderError(what, error);
      if (failure.kind === "no-access") forgetInstallation();
      throw failure;
    }
  }

  const followRepository: GitHubPort["followRepository"] = (owner, name) =>
    orNull(
      call("read a repository", async (octokit) => {
        const { data } = await octokit.request("GET /repos/{owner}/{repo}", { owner, repo: name });
        return readRepository(data);
      }),
    );

  return {
    host: options.host,
    webUrl: options.webUrl,
    creationLimits: options.creationLimits,

    async readInstallation() {
      try {
        const { data } = await app.octokit.request("GET /orgs/{org}/installation", {
          org: organisation,
        });
        const found = InstallationInfo.parse(data);
        if (installationId !== null && installationId !== found.id) forgetInstallation();
        return found.suspended_at === null
          ? { state: "installed", selection: found.repository_selection }
          : { state: "suspended" };
      } catch (error) {
        const failure = toProviderError("read the installation", error);
        if (failure.status === 404) return { state: "uninstalled" };
        throw failure;
      }
    },

    listReachable: (page) =>
      call("list what the installation reaches", async (octokit) => {
        const { data } = await octokit.request("GET /installation/repositories", {
          per_page: 100,
          page,
        });
        return ReachableIds.parse(data).repositories.map(({ id }) => toId(id));
      }),

    generateRepository: (request) =>
      call("generate a repository", async (octokit) => {
        const { data } = await octokit.request(
          "POST /repos/{template_owner}/{template_repo}/generate",
          {
            template_owner: request.templateOwner,
            template_repo: request.templateName,
            owner: request.owner,
            name: request.name,
            description: request.description,
            private: true,
          },
        );
        return readRepository(data);
      }),

    followRepository,

    async findRepositoryByName(owner, name) {
      const found = await followRepository(owner, name);
      // The provider follows renames; another name is not the repository that was asked for.
      const same = `${found?.owner}/${found?.name}`.toLowerCase();
      return same === `${owner}/${name}`.toLowerCase() ? found : null;
    },

    findRepositoryById: (id) =>
      orNull(
        call("read a repository", async (octokit) => {
          const { data } = await octokit.request(`GET /repositories/${id}`);
          return readRepository(data);
        }),
      ),

    async markAsTemplate(owner, name) {
      await call("mark a template", (octokit) =>
        octokit.request("PATCH /repos/{owner}/{repo}", { owner, repo: name, is_template: true }),
      );
    },

    readHead: (repository) => readHead(repository, call),

    countCommits: (repository) => countCommits(repository, call),

    async deleteRepository({ owner, name }) {
      await orNull(
        call("delete a repository", (octokit) =>
          octokit.request("DELETE /repos/{owner}/{repo}", { owner, repo: name }),
        ),
      );
    },

    listRepositories: (page) =>
      call("list repositories", async (octokit) => {
        const { data } = await octokit.request("GET /orgs/{org}/repos", {
          org: organisation,
          sort: "created",
          direction: "desc",
          per_page: 100,
          page,
        });
        return data.map(readRepository);
      }),

    ...accessTo(call),

    async isReachable() {
      try {
        await call("ask for the limits", (octokit) => octokit.request("GET /rate_limit"));
        return true;
      } catch {
        return false;
      }
    },

    async acceptInvitation(userToken, invitationId) {
      try {
        const octokit = new Configured({ auth: userToken });
        await octokit.request(`PATCH /user/repository_invitations/${invitationId}`);
      } catch (error) {
        throw toProviderError("accept an invitation", error);
      }
    },
  };
}

async function readHead(
  repository: ProviderRepository,
  call: <T>(what: string, work: (octokit: Octokit) => Promise<T>) => Promise<T>,
): Promise<ProviderHead | null> {
  const { owner, name, defaultBranch: branch } = repository;
  try {
    return await call("read a branch", async (octokit) => {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/branches/{branch}", {
        owner,
        repo: name,
        branch,
      });
      const { commit } = Branch.parse(data);
      return { branch, commitSha: commit.sha, treeSha: commit.commit.tree.sha };
    });
  } catch (error) {
    // 404: no such branch yet; 409: the repository is empty.
    if (isRefused(error, 404) || isRefused(error, 409)) return null;
    throw error;
  }
}

async function countCommits(
  repository: ProviderRepository,
  call: <T>(what: string, work: (octokit: Octokit) => Promise<T>) => Promise<T>,
): Promise<0 | 1 | 2> {
  try {
    const { length } = await call("count commits", async (octokit) => {
      const { data } = await octokit.request("GET /repos/{owner}/{repo}/commits", {
        owner: repository.owner,
        repo: repository.name,
        per_page: 2,
      });
      return Commits.parse(data);
    });
    return length === 0 || length === 1 ? length : 2;
  } catch (error) {
    // 409: the repository is empty.
    if (isRefused(error, 409)) return 0;
    throw error;
  }
}

function fetchWithTimeout(url: string | URL | Request, init?: RequestInit): Promise<Response> {
  const timeout = AbortSignal.timeout(callTimeoutMs);
  const signal = init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  return fetch(url, { ...init, signal });
}

const ignore = () => undefined;
/** Octokit logs requests with their addresses to the console; our own logger tells what failed. */
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
