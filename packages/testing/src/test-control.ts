import type { StackDescription } from "./stack-description.ts";

/** GitHub's are 80 a minute, 500 an hour and 100 at once. A minute's window lasts 60 / `timeScale` seconds. */
export type Limits = {
  creations: { perMinute: number; perHour: number; atOnce: number } | null;
  primaryPerHour: number | null;
  /** Whether an invitation counts as a creation. */
  invitationsCount: boolean;
  timeScale: number;
};

/** A request that fits goes wrong. The first rule that fits decides; after a `delay` the rules below it are asked too. */
export type FaultRule = {
  id: string;
  method?: string;
  /** Regular expression over the path below /api/v3. */
  path?: string;
  /** Regular expression over `owner/name` or the name in the body. */
  repository?: string;
  kind: "status" | "lost-answer" | "stall" | "delay" | "nonsense" | "drop";
  status?: number;
  /** With 403 or 429 the answer is a secondary limit. */
  retryAfterSeconds?: number;
  ms?: number;
  probability?: number;
  times?: number;
};

export type WebhookFaults = {
  seed: number;
  /** Probabilities. */
  drop: number;
  double: number;
  reorder: number;
  delayMs: number;
  /** Nothing arrives. */
  off: boolean;
};

export type InstallationState = {
  installation: {
    id: number;
    suspended: boolean;
    repositorySelection: "all" | "selected";
  } | null;
};

export type Counts = {
  requests: number;
  creations: number;
  invitations: number;
  limitAnswers: number;
  faultsApplied: Record<string, number>;
  deliveries: { sent: number; dropped: number; doubled: number };
};

export type TestControl = {
  limits: (limits: Limits) => Promise<void>;
  /** Members of the organisation need no invitation. */
  members: (logins: string[] | "all" | "none") => Promise<void>;
  faults: (seed: number, rules: FaultRule[]) => Promise<void>;
  /** Generated repositories get their content that much later. */
  copyDelay: (ms: number) => Promise<void>;
  webhooks: (faults: WebhookFaults) => Promise<void>;
  installation: (
    action: "uninstall" | "install" | "suspend" | "unsuspend" | "select-all" | "select",
    repositories?: string[],
  ) => Promise<InstallationState>;
  /** Makes all open invitations older by days: after seven they have expired. */
  ageInvitations: (days: number) => Promise<void>;
  counts: () => Promise<Counts>;
  resetCounts: () => Promise<void>;
  /** Everything as it normally is. */
  reset: () => Promise<void>;
};

/** The limits and faults that the local-github of a stack plays on request. Throws what it answers when it refuses, and when the stack was not started for it. */
export function testControlOf(place: StackDescription["testControl"]): TestControl {
  if (place === undefined)
    throw new Error(
      "the stack has no test control: start it with testControl (FORGEA_TEST_CONTROL=1)",
    );
  const { url, token } = place;

  async function ask(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }
  const put = async (path: string, body: object) => void (await ask("PUT", path, body));

  return {
    limits: (limits) => put("/limits", limits),
    members: (logins) => put("/members", { logins }),
    faults: (seed, rules) => put("/faults", { seed, rules }),
    copyDelay: (ms) => put("/copy-delay", { ms }),
    webhooks: (faults) => put("/webhooks", faults),
    installation: async (action, repositories) =>
      (await ask("POST", "/installation", {
        action,
        ...(repositories && { repositories }),
      })) as InstallationState,
    ageInvitations: async (days) => void (await ask("POST", "/invitations/age", { days })),
    counts: async () => (await ask("GET", "/counts")) as Counts,
    resetCounts: async () => void (await ask("DELETE", "/counts")),
    reset: async () => void (await ask("DELETE", "")),
  };
}
