import type { LabSessionView } from "../clients/api-types.ts";
import type { UsedStack } from "../runner/scenario.ts";
import type { Student } from "./choose-students.ts";
import { countRepositoriesByMark } from "./count-repositories.ts";
import type { Verdict } from "./judge-pushes.ts";
import type { Records, SessionRecord } from "./read-records.ts";
import type { Push } from "./work-and-push.ts";

/** A student who came to the end of the work. */
export type Finished = { student: Student; labSessionId: string; pushes: Push[] };

/** What is wrong with the pushes, in sentences. */
export function complainAboutPushes(verdict: Verdict): string[] {
  const faults: [number, string][] = [
    [verdict.lost, "pushes never became visible in the monitor"],
    [verdict.doubled, "pushes became visible or were recorded more than once"],
    [verdict.uncounted, "pushes were not counted"],
    [verdict.unexpected, "accepted pushes that nobody made"],
  ];
  return faults.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
}

/** Whether each student has one session, one binding and, asked of the provider, one repository. */
export async function complainAboutRepositories(
  stack: UsedStack,
  { sessions }: Records,
): Promise<string[]> {
  const atProvider = await countRepositoriesByMark(stack);
  return sessions.flatMap((session) => complainAboutSession(session, atProvider));
}

function complainAboutSession(
  session: SessionRecord,
  atProvider: ReadonlyMap<string, number>,
): string[] {
  const { labSessionId, intents } = session;
  const repositories = intents.reduce(
    (sum, { id }) => sum + (atProvider.get(`forgea:${id}`) ?? 0),
    0,
  );
  const expectOne = (count: number, what: string) =>
    count === 1 ? [] : [`session ${labSessionId} has ${count} ${what}, not 1`];
  return [
    ...expectOne(session.openOfStudent, "open sessions of its student in the lab"),
    ...expectOne(intents.length, "repository intents"),
    ...expectOne(session.mappings, "active bindings"),
    ...expectOne(repositories, "repositories at the provider"),
    ...(session.rejections === 0 ? [] : [`session ${labSessionId} has rejected pushes`]),
  ];
}

/** Whether each student's own page names the last push as what is handed in. */
export async function complainAboutHandIns(finished: readonly Finished[]): Promise<string[]> {
  const complaints: string[] = [];
  for (const { student, labSessionId, pushes } of finished) {
    const view = await student.app.query<LabSessionView>("student.labSession.byId", {
      id: labSessionId,
    });
    const expected = pushes.at(-1)?.commitSha;
    if (view.handedIn?.commitSha !== expected) {
      complaints.push(
        `${student.account.login}'s page says that ${view.handedIn?.commitSha} is handed in, not ${expected}`,
      );
    }
  }
  return complaints;
}
