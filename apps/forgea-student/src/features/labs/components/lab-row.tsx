"use client";

import type { LabCard } from "@forgea/session";
import { AbsoluteTime } from "@forgea/ui/absolute-time";
import { Link } from "@forgea/ui/link";
import { StatusBadge } from "@forgea/ui/status-badge";
import { useNow } from "@forgea/ui/use-now";
import type { ReactNode } from "react";
import { labs } from "../../../lib/sentences.ts";
import { statusOf } from "../../../lib/status-of.ts";

/** A lab in the catalogue: the whole row leads to it. */
export function LabRow({ lab }: { lab: LabCard }) {
  return (
    <li className="relative flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-4 transition-colors focus-within:bg-hover hover:bg-hover sm:px-5">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
        <h2 className="font-semibold">
          <Link className="rounded-sm after:absolute after:inset-0" href={`/labs/${lab.slug}`}>
            {lab.title}
          </Link>
        </h2>
        <p className="text-muted-foreground">{lab.summary}</p>
        <LabTimes lab={lab} />
      </div>
      <LabState lab={lab} />
    </li>
  );
}

function LabState({ lab }: { lab: LabCard }) {
  if (lab.labSession === null) {
    return (
      <span className="text-small text-subtle-foreground">
        {lab.templateMissing ? labs.notAvailable : labs.notStarted}
      </span>
    );
  }
  return <StatusBadge {...statusOf(lab.labSession)} />;
}

function LabTimes({ lab }: { lab: LabCard }) {
  const now = useNow("minute");
  const parts: { key: string; content: ReactNode }[] = [];
  if (lab.durationMinutes !== null) {
    parts.push({ key: "duration", content: labs.duration(lab.durationMinutes) });
  }
  if (lab.opensAt !== null && now !== null && lab.opensAt.getTime() > now) {
    parts.push({ key: "opens", content: <Moment at={lab.opensAt} label={labs.opens} /> });
  }
  if (lab.dueAt !== null) {
    const over = now !== null && lab.dueAt.getTime() <= now;
    parts.push({
      key: "due",
      content: <Moment at={lab.dueAt} label={over ? labs.ended : labs.due} />,
    });
  }
  if (parts.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-4 text-small text-subtle-foreground">
      {parts.map(({ key, content }) => (
        <li key={key}>{content}</li>
      ))}
    </ul>
  );
}

function Moment({ label, at }: { label: string; at: Date }) {
  return (
    <>
      {label} <AbsoluteTime at={at} format="day-minute" />
    </>
  );
}
