import { composeDeps, createLogger } from "../compose.ts";
import { readEnvironment } from "../env.ts";
import { ensurePerson, readAccounts } from "./accounts.ts";
import { workUntilTimeIsUp } from "./expired-sample.ts";
import { ensureLabs } from "./labs.ts";
import {
  type Person,
  type Sample,
  work,
  workAndBeStopped,
  workAndStartAgain,
  workAndSubmit,
} from "./sample-sessions.ts";
import { waitForTurn } from "./waiting-sample.ts";

/**
 * Fills the demo through the same use cases, worker and git client that real people use: people,
 * labs, and a sample session in every status. Each part finds what is there and changes nothing,
 * so it can be cut off anywhere and run again.
 */
const env = readEnvironment();
const log = createLogger(env, "seed-demo");
if (env.FORGEA_DEMO_ACCOUNTS === undefined) throw new Error("FORGEA_DEMO_ACCOUNTS is not set.");
const deps = composeDeps(env, log);

const people = new Map<string, Person>();
for (const account of readAccounts(env.FORGEA_DEMO_ACCOUNTS)) {
  const actor = await ensurePerson(deps.database, deps.github.host, account);
  people.set(account.login, { account, actor });
}
const labs = await ensureLabs(deps);

const person = (login: string): Person => {
  const found = people.get(login);
  if (found === undefined) throw new Error(`the demo has no account named ${login}`);
  return found;
};
const sample = (login: string, labSlug: string): Sample => ({
  deps,
  student: person(login),
  labSlug,
});
const admin = person("ada-admin").actor;

await Promise.all([
  work(sample("mia", "lab-template"), ["Add the greeting", "Count the words"]),
  workAndSubmit(sample("noah", "lab-template"), ["Solve the first task", "Solve the rest"]),
  workUntilTimeIsUp(sample("lin", "git-basics"), labs.get("git-basics") ?? ""),
  workAndBeStopped(sample("omar", "web-page"), admin),
  workAndStartAgain(sample("zoe", "lab-template"), admin),
  waitForTurn(sample("zoe", "web-page")),
]);
await deps.database.close();
