"use client";

import type { LabSessionView } from "@forgea/session";
import { Card } from "@forgea/ui/card";
import { CommandLine } from "@forgea/ui/command-line";
import { TextLink } from "@forgea/ui/text-link";
import { clone, invitation } from "../../../lib/sentences.ts";
import { HandIn } from "./hand-in.tsx";
import { PasswordHelp } from "./password-help.tsx";

interface ClonePanelProps {
  readonly session: LabSessionView;
  readonly repository: NonNullable<LabSessionView["repository"]>;
  readonly login: string | null;
}

/** Why git does not let the student in yet. */
const beforeAccess = {
  PENDING: invitation.pending,
  INVITED: invitation.beforeCloning,
  ACCEPTED: null,
} as const;

/** How to get the repository and send work back. Leads the page until something was pushed. */
export function ClonePanel({ session, repository, login }: ClonePanelProps) {
  const first = session.status === "IN_PROGRESS" && session.pushes.length === 0;
  const notYet = session.status === "IN_PROGRESS" ? beforeAccess[session.access.state] : null;
  return (
    <>
      <Card
        description={
          first ? (
            clone.text
          ) : (
            <TextLink external href={repository.webUrl}>
              {repository.fullName}
            </TextLink>
          )
        }
        title={first ? clone.title : clone.titleAgain}
      >
        <div className="flex flex-col gap-3">
          {notYet === null ? null : <p className="text-muted-foreground">{notYet}</p>}
          <CommandLine command={`git clone ${repository.cloneUrl}`} label={clone.command} />
          <PasswordHelp login={login} tokenPageUrl={session.tokenPageUrl} />
        </div>
      </Card>
      {/* Before git lets the student in there is nothing that could be handed in. */}
      {first && notYet === null && session.heldAt === null ? <HandIn session={session} /> : null}
    </>
  );
}
