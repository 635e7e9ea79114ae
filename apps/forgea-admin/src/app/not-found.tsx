import { Brand } from "@forgea/ui/brand";
import { EmptyState } from "@forgea/ui/empty-state";
import { LinkButton } from "@forgea/ui/link-button";
import { app } from "../lib/sentences.ts";

/** An address that no page has; says nothing about what is behind the sign-in. */
export default function NotFoundPage() {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 shrink-0 items-center border-b px-4 sm:px-6">
        <Brand />
      </header>
      <main className="flex flex-1 flex-col" id="content">
        <h1 className="sr-only">{app.notFoundTitle}</h1>
        <EmptyState
          action={<LinkButton href="/">{app.backToSessions}</LinkButton>}
          description={app.notFoundText}
          title={app.notFoundTitle}
        />
      </main>
    </div>
  );
}
