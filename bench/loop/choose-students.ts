import type { StackAccount } from "@forgea/testing/stack";

import type { LabCard } from "../clients/api-types.ts";
import { type AppClient, createAppClient } from "../clients/app-client.ts";
import { signIn } from "../clients/sign-in.ts";
import type { UsedStack } from "../runner/scenario.ts";

/** A student who is signed in and has not started that lab yet. */
export type Student = { account: StackAccount; app: AppClient; labSlug: string };

/** Signs students in until enough of them have a lab that they have not started. */
export async function chooseStudents(stack: UsedStack, wanted: number): Promise<Student[]> {
  const chosen: Student[] = [];
  // Those that were added for tests come last in the list and have the fewest sessions.
  const accounts = stack.accounts.filter(({ role }) => role === "STUDENT").toReversed();
  for (const account of accounts) {
    if (chosen.length === wanted) break;
    const app = createAppClient(stack.urls.student, await signIn(stack.urls.student, account));
    const labs = await app.query<LabCard[]>("student.lab.list");
    const free = labs.find((lab) => lab.labSession === null);
    if (free !== undefined) chosen.push({ account, app, labSlug: free.slug });
  }
  if (chosen.length === wanted) return chosen.toReversed();
  throw new Error(
    `Only ${chosen.length} of ${accounts.length} students have a lab that they have not started. ` +
      "Start the stack with more of them (FORGEA_DEMO_STUDENTS) or with an empty data directory.",
  );
}
