import { EmptyState } from "@forgea/ui/empty-state";
import { LinkButton } from "@forgea/ui/link-button";
import { app, notFound } from "../../lib/sentences.ts";

export default function NotFoundPage() {
  return (
    <>
      <h1 className="sr-only">{notFound.title}</h1>
      <EmptyState
        action={<LinkButton href="/labs">{app.backToLabs}</LinkButton>}
        description={notFound.text}
        title={notFound.title}
      />
    </>
  );
}
