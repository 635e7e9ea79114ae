import { type StaffLabSessionView, statusLabels } from "@forgea/session";
import { RelativeTime } from "@forgea/ui/relative-time";
import { Section } from "@forgea/ui/section";
import { StatusBadge } from "@forgea/ui/status-badge";
import { TextLink } from "@forgea/ui/text-link";
import { labSession as words } from "../../../lib/sentences.ts";

/** The same student's other attempts at the same lab; nothing when there is only this one. */
export function OtherAttempts({ attempts }: { attempts: StaffLabSessionView["otherAttempts"] }) {
  if (attempts.length === 0) return null;
  return (
    <Section title={words.otherAttempts}>
      <ul className="flex flex-col divide-y">
        {attempts.map((attempt) => (
          <li className="flex flex-wrap items-center gap-x-3 py-2" key={attempt.id}>
            <TextLink href={`/sessions/${attempt.id}`}>{words.attemptOf(attempt.attempt)}</TextLink>
            <StatusBadge
              appearance="plain"
              label={statusLabels[attempt.status]}
              status={attempt.status}
            />
            <RelativeTime
              at={attempt.createdAt}
              className="ms-auto text-small text-subtle-foreground"
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
