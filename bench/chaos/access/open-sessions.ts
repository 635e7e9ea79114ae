import type { LabCard } from "../../clients/api-types.ts";
import { createAppClient } from "../../clients/app-client.ts";
import { signIn } from "../../clients/sign-in.ts";
import { startUntilReady } from "../../loop/start-until-ready.ts";
import { inLanes } from "../../runner/in-lanes.ts";
import type { UsedStack } from "../../runner/scenario.ts";

/** Students that sign in and start at the same time. */
const lanes = 4;

/** Opens so many sessions the way students do it, each ready to be cloned. Returns their ids. */
export async function openSessions(stack: UsedStack, wanted: number): Promise<string[]> {
  const ids: string[] = [];
  // Those that were added for tests come last in the list and have no sessions.
  const students = stack.accounts.filter(({ role }) => role === "STUDENT").slice(-wanted);
  await inLanes(students, lanes, async (account) => {
    const app = createAppClient(stack.urls.student, await signIn(stack.urls.student, account));
    const labs = await app.query<LabCard[]>("student.lab.list");
    const labSlug = labs.find((lab) => lab.labSession === null)?.slug;
    if (labSlug === undefined) throw new Error(`${account.login} has started every lab`);
    ids.push((await startUntilReady({ account, app, labSlug })).labSessionId);
  });
  if (ids.length < wanted) throw new Error(`the stack has only ${ids.length} spare students`);
  return ids;
}
