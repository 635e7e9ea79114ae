import { type AppClient, createAppClient } from "../clients/app-client.ts";
import { signIn } from "../clients/sign-in.ts";
import { inLanes } from "../runner/in-lanes.ts";
import type { UsedStack } from "../runner/scenario.ts";

/** More at once make sign-in no faster: it is the provider's and the app's work. */
const lanes = 6;

/** A class: spare students of the stack, each with the student app as they use it. */
export async function signInClass(stack: UsedStack, wanted: number): Promise<AppClient[]> {
  // Those that were added for tests come last in the list and have no sessions.
  const accounts = stack.accounts
    .filter(({ role }) => role === "STUDENT")
    .toReversed()
    .slice(0, wanted);
  if (accounts.length < wanted) {
    throw new Error(`The stack has ${accounts.length} students, not ${wanted}.`);
  }
  const apps: AppClient[] = [];
  await inLanes(accounts, lanes, async (account) => {
    const browser = await signIn(stack.urls.student, account);
    apps.push(createAppClient(stack.urls.student, browser));
  });
  return apps;
}
