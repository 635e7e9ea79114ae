"use client";

import { Brand } from "@forgea/ui/brand";
import { mainContentId } from "@forgea/ui/skip-link";
import { TextLink } from "@forgea/ui/text-link";
import { notStaff } from "../../../lib/sentences.ts";
import { SignOutButton } from "./sign-out-button.tsx";

/** What a student sees in the admin app: this, and no data. */
export function NotStaff({
  name,
  login,
  studentUrl,
}: {
  name: string;
  login: string | null;
  studentUrl: string;
}) {
  return (
    <main
      className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-6 px-4 py-12"
      id={mainContentId}
    >
      <Brand />
      <div className="flex flex-col gap-2">
        <h1 className="text-title font-semibold">{notStaff.title}</h1>
        <p className="text-body text-muted-foreground">{notStaff.text(name)}</p>
        <p>
          <TextLink href={studentUrl}>{notStaff.toStudentApp}</TextLink>
        </p>
      </div>
      <div className="flex items-center gap-3">
        <SignOutButton />
        {login === null ? null : (
          <span className="text-small text-subtle-foreground">
            {notStaff.signedInAs} {login}
          </span>
        )}
      </div>
    </main>
  );
}
