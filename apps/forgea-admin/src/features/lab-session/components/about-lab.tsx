import type { MonitorRow } from "@forgea/session";
import { Countdown } from "@forgea/ui/countdown";
import type { ReactNode } from "react";
import { labSession as words } from "../../../lib/sentences.ts";

/** One line about a session: login, lab and version, attempt, time left. */
export function AboutLab({ labSession }: { labSession: MonitorRow }) {
  const { student, lab, attempt, status, endsAt } = labSession;
  const parts: { key: string; part: ReactNode }[] = [
    { key: "lab", part: `${lab.title} v${lab.versionNumber}` },
    { key: "attempt", part: words.attemptOf(attempt) },
  ];
  if (student.login !== null) parts.unshift({ key: "login", part: student.login });
  if (status === "IN_PROGRESS" && endsAt !== null) {
    parts.push({ key: "time", part: <Countdown endsAt={endsAt} /> });
  }
  return (
    <span className="flex flex-wrap gap-x-2">
      {parts.map(({ key, part }, index) => (
        <span className="flex gap-x-2" key={key}>
          {index === 0 ? null : <span aria-hidden>·</span>}
          {part}
        </span>
      ))}
    </span>
  );
}
