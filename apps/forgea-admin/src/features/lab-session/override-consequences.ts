import type { StaffLabSessionView } from "@forgea/session";
import { consequences, firstName, pushCount, releases } from "../../lib/sentences.ts";

export type OverrideKind = "force-complete" | "fail" | "release";

/** What of a session decides what an override will do. */
export type OverrideSubject = Pick<
  StaffLabSessionView,
  "status" | "student" | "pushes" | "handedIn" | "endsAt" | "repository" | "heldAt" | "holdReason"
>;

/**
 * What an override will do, in numbers, one sentence each. `now` in milliseconds: how much of the
 * time left is given up.
 */
export function describeConsequences(
  kind: OverrideKind,
  subject: OverrideSubject,
  now: number,
): string[] {
  if (kind === "release") return describeRelease(subject, now);
  const name = firstName(subject.student.name);
  const sentences: string[] = [];
  const total = subject.pushes.length;
  const counted = subject.pushes.filter((push) => push.counted).length;

  if (subject.status === "PROVISIONING") sentences.push(consequences.notFinished);
  else if (total === 0) sentences.push(consequences.noPush);
  else {
    sentences.push(consequences.kept(pushCount(total), counted, total));
  }

  if (kind === "force-complete") {
    sentences.push(
      subject.handedIn === null
        ? consequences.nothingHandedIn
        : consequences.handedIn(subject.handedIn.commitSha.slice(0, 7)),
    );
  }
  if (subject.repository !== null) sentences.push(consequences.repositoryStays(name));

  const minutes = minutesLeft(subject, now);
  sentences.push(
    minutes === null
      ? consequences.cannotSubmit(name)
      : consequences.cannotSubmitWithTime(name, consequences.time(minutes)),
  );
  return sentences;
}

function describeRelease(
  { endsAt, heldAt, holdReason, pushes }: OverrideSubject,
  now: number,
): string[] {
  const heldMinutes = Math.max(1, Math.round((now - (heldAt?.getTime() ?? now)) / 60_000));
  const meanwhile = pushes.filter(
    ({ notCountedReason }) => notCountedReason === "SESSION_AMBIGUOUS",
  ).length;
  return [
    endsAt === null ? releases.noEnd : releases.endMoves(consequences.time(heldMinutes)),
    meanwhile === 0 ? releases.noPush : releases.lookedAtAgain(pushCount(meanwhile), meanwhile),
    holdReason === "REPOSITORY_UNREACHABLE" ? releases.stillUnreachable : releases.stillGone,
  ];
}

/** Whole minutes that the session has left, null when its clock does not run. */
function minutesLeft({ status, endsAt }: OverrideSubject, now: number): number | null {
  if (status !== "IN_PROGRESS" || endsAt === null) return null;
  const minutes = Math.ceil((endsAt.getTime() - now) / 60_000);
  return minutes > 0 ? minutes : null;
}
