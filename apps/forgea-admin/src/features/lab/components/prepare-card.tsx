"use client";

import type { StaffLabView } from "@forgea/session";
import { Card } from "@forgea/ui/card";
import { Separator } from "@forgea/ui/separator";
import { prepare as words } from "../../../lib/lab-sentences.ts";
import { PreparationItem } from "./preparation-item.tsx";
import { PrepareForm } from "./prepare-form.tsx";

/** *Prepare repositories*: ask for some, see how far they are, clear away what nobody took. */
export function PrepareCard({ lab, mayPrepare }: { lab: StaffLabView; mayPrepare: boolean }) {
  const { versionNumber } = lab;
  const open = lab.status === "PUBLISHED" && versionNumber !== null;
  return (
    <Card description={words.text} title={words.title}>
      <div className="flex flex-col gap-4">
        {open && mayPrepare ? <PrepareForm slug={lab.slug} versionNumber={versionNumber} /> : null}
        {mayPrepare ? null : <p className="text-muted-foreground">{words.onlyAdmins}</p>}
        {open ? null : <p className="text-muted-foreground">{words.notPublished}</p>}
        <Separator />
        {lab.preparations.length === 0 ? (
          <p className="text-muted-foreground">{words.none}</p>
        ) : (
          <ul aria-label={words.history} className="flex flex-col gap-4">
            {lab.preparations.map((preparation) => (
              <PreparationItem
                key={preparation.id}
                mayClear={mayPrepare}
                preparation={preparation}
                slug={lab.slug}
              />
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}
