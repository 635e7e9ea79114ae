"use client";

import { actionLabels, type StaffLabSessionView, statusLabels } from "@forgea/session";
import type { ShownError } from "@forgea/trpc/read-public-error";
import { Button } from "@forgea/ui/button";
import { RelativeTime } from "@forgea/ui/relative-time";
import type { ReactNode } from "react";
import { actorLabel, entryTitle, overrides as words } from "../../../lib/sentences.ts";
import { api } from "../../../trpc/client.tsx";
import { changesSince, readStaleDetails } from "../changes-since.ts";
import type { OverrideKind } from "../override-consequences.ts";

export interface LostRaceProps {
  kind: OverrideKind;
  seen: StaffLabSessionView;
  refused: ShownError;
  onReload: () => void;
}

/** Somebody was faster: what they changed, beside what this person was about to do. */
export function LostRace({ kind, seen, refused, onReload }: LostRaceProps) {
  const { data } = api.staff.labSession.byId.useQuery({ id: seen.id });
  const stale = readStaleDetails(refused.details);
  const changes = data === undefined ? [] : changesSince(seen.eventSeq, data.timeline);
  return (
    <div className="flex flex-col gap-3 rounded-lg border p-3.5">
      <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        <Side term={words.raceWas}>
          <ul className="flex flex-col gap-1">
            {changes.map((entry) => (
              <li key={entry.seq}>
                <span className="font-medium">{entryTitle(entry)}</span>{" "}
                {actorLabel(entry.actorKind, entry.actorName)}, <RelativeTime at={entry.at} />
              </li>
            ))}
          </ul>
          {changes.length === 0 && stale !== null ? (
            <p>
              <span className="font-medium">{statusLabels[stale.status]}</span>,{" "}
              <RelativeTime at={stale.changedAt} />
            </p>
          ) : null}
          {stale === null ? null : (
            <p className="text-small text-subtle-foreground">{words.raceVersion(stale.version)}</p>
          )}
        </Side>
        <Side term={words.raceYou}>
          <p className="font-medium">{actionLabels[kind]}</p>
          <p className="text-small text-subtle-foreground">{words.raceVersion(seen.version)}</p>
        </Side>
      </dl>
      <div>
        <Button onClick={onReload} size="small" variant="primary">
          {words.reload}
        </Button>
      </div>
    </div>
  );
}

function Side({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="mb-1 text-small text-muted-foreground">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
