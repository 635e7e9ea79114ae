import { EmptyState } from "@forgea/ui/empty-state";
import { LinkButton } from "@forgea/ui/link-button";
import { app } from "../lib/sentences.ts";

/** An address that no page has; says nothing about what is behind the sign-in. */
export default function NotFoundPage() {
  return (
    <main className="flex min-h-dvh flex-col" id="content">
      <h1 className="sr-only">{app.notFoundTitle}</h1>
      <EmptyState
        action={<LinkButton href="/">{app.backToSessions}</LinkButton>}
        description={app.notFoundText}
        title={app.notFoundTitle}
      />
    </main>
  );
}
