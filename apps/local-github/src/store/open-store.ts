import { createAccountStore } from "./accounts.ts";
import { createActivityStore } from "./activities.ts";
import { createCollaboratorStore } from "./collaborators.ts";
import { openDatabase } from "./database.ts";
import { createDeliveryStore } from "./deliveries.ts";
import { createFeedbackStore } from "./feedback.ts";
import { createInstallationStore } from "./installations.ts";
import { createLateCopyStore } from "./late-copies.ts";
import { createRepositoryStore } from "./repositories.ts";
import { createSettingStore } from "./settings.ts";
import { createSignInStore } from "./sign-ins.ts";
import { createTokenStore } from "./tokens.ts";

export type Store = ReturnType<typeof openStore>;

/** Opens the durable state: everything that is not a git object or a ref. */
export function openStore(path: string) {
  const db = openDatabase(path);
  return {
    transaction: <T>(work: () => T): T => db.transaction(work),
    close: () => db.close(),
    accounts: createAccountStore(db),
    activities: createActivityStore(db),
    collaborators: createCollaboratorStore(db),
    deliveries: createDeliveryStore(db),
    feedback: createFeedbackStore(db),
    installations: createInstallationStore(db),
    lateCopies: createLateCopyStore(db),
    repositories: createRepositoryStore(db),
    settings: createSettingStore(db),
    signIns: createSignInStore(db),
    tokens: createTokenStore(db),
  };
}
