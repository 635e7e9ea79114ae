import { Brand } from "@forgea/ui/brand";
import { EmptyState } from "@forgea/ui/empty-state";
import { LinkButton } from "@forgea/ui/link-button";
import { app, notFound } from "../lib/sentences.ts";

export default function NotFoundPage() {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 shrink-0 items-center border-b px-4 sm:px-6">
        <Brand />
      </header>
      <main className="flex flex-1 flex-col" id="content">
        <h1 className="sr-only">{notFound.title}</h1>
        <EmptyState
          action={<LinkButton href="/labs">{app.backToLabs}</LinkButton>}
          description={notFound.text}
          title={notFound.title}
        />
      </main>
    </div>
  );
}
