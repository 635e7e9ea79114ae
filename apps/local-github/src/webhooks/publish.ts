import { randomUUID } from "node:crypto";
import type { LocalGithub } from "../local-github.ts";
import type { OwnedRepository } from "../shapes/repository.ts";
import { nodeId } from "../shapes/urls.ts";
import { simpleUser, webhookOrganisation } from "../shapes/user.ts";
import type { Account } from "../store/accounts.ts";

/** GitHub does not deliver payloads above this. */
const MAX_PAYLOAD_BYTES = 25 * 1024 * 1024;

/** These reach an App without being asked for. */
const alwaysSent = new Set(["ping", "installation", "installation_repositories"]);

export interface Webhooks {
  /** Sends what is waiting in the outbox; returns at once. */
  wake(): void;
  /** Ends the requests that are under way; what was not answered is sent again at the next start. */
  close(): Promise<void>;
}

/** What all events of a repository carry besides their own fields. */
export function eventContext(github: LocalGithub, owned: OwnedRepository, sender: Account) {
  const installation = github.store.installations.ofAccount(owned.owner.id);
  return {
    ...(owned.owner.type === "Organization"
      ? { organization: webhookOrganisation(owned.owner, github.urls) }
      : {}),
    sender: simpleUser(sender, github.urls),
    ...(installation
      ? {
          installation: {
            id: installation.id,
            node_id: nodeId("IntegrationInstallation", installation.id),
          },
        }
      : {}),
  };
}

export interface OutgoingEvent {
  event: string;
  action: string | null;
  accountId: number;
  repositoryId: number | null;
  payload: object;
}

/**
 * Puts an event into the outbox, inside the caller's transaction, when the App is installed on the
 * account, reaches the repository, is not suspended and subscribed to it. Call `wake` after the commit.
 */
export function queueEvent(github: LocalGithub, outgoing: OutgoingEvent): void {
  const installation = github.store.installations.ofAccount(outgoing.accountId);
  if (!installation || installation.suspended_at !== null) return;
  const { event, repositoryId } = outgoing;
  if (!alwaysSent.has(event) && !installation.events.includes(event)) return;
  if (
    repositoryId !== null &&
    event !== "installation_repositories" &&
    !github.store.installations.reaches(installation, repositoryId)
  ) {
    return;
  }
  queueDelivery(github, outgoing, installation.id);
}

/** Puts an event into the outbox whatever the installation's state is: `ping` and the installation's own events. */
export function queueDelivery(
  github: LocalGithub,
  outgoing: Omit<OutgoingEvent, "accountId">,
  installationId: number | null,
): void {
  const payload = JSON.stringify(outgoing.payload);
  if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES) {
    github.log.warn(
      { event: outgoing.event, repositoryId: outgoing.repositoryId },
      "payload too large to deliver",
    );
    return;
  }
  const now = Date.now();
  const heldMs = github.testControl?.holdWebhookMs() ?? 0;
  github.store.deliveries.add({
    guid: randomUUID(),
    event: outgoing.event,
    action: outgoing.action,
    installation_id: installationId,
    repository_id: outgoing.repositoryId,
    payload,
    redelivery: 0,
    queued_at: now,
    ...(heldMs > 0 ? { send_after: now + heldMs } : {}),
  });
}
