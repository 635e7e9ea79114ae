import type { LabCard } from "../clients/api-types.ts";
import { createAppClient } from "../clients/app-client.ts";
import { signIn } from "../clients/sign-in.ts";
import { inLanes } from "../runner/in-lanes.ts";
import type { UsedStack } from "../runner/scenario.ts";

/** A signed-in student and a lab that they have not started. */
export type Pair = { login: string; cookie: string; labSlug: string };

/** Signs students in until that many pairs of a student and a lab that is not started are there. */
export async function signInPairs(stack: UsedStack, wanted: number): Promise<Pair[]> {
  const pairs: Pair[] = [];
  const students = stack.accounts.filter(({ role }) => role === "STUDENT").toReversed();
  await inLanes(students, 4, async (account) => {
    if (pairs.length >= wanted) return;
    const browser = await signIn(stack.urls.student, account);
    const app = createAppClient(stack.urls.student, browser);
    const labs = await app.query<LabCard[]>("student.lab.list");
    for (const { slug, labSession } of labs) {
      if (labSession !== null) continue;
      const cookie = browser.cookies(stack.urls.student);
      pairs.push({ login: account.login, cookie, labSlug: slug });
    }
  });
  if (pairs.length >= wanted) return pairs.slice(0, wanted);
  throw new Error(
    `Only ${pairs.length} pairs of a student and a lab that is not started. ` +
      "Start the stack with more students (FORGEA_DEMO_STUDENTS) or with an empty data directory.",
  );
}
