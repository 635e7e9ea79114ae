import { EmptyState } from "@forgea/ui/empty-state";
import { LinkButton } from "@forgea/ui/link-button";
import { PageBody } from "@forgea/ui/page-body";
import { app } from "../../lib/sentences.ts";

/** Missing and "not yours" look the same. */
export default function NotFound() {
  return (
    <PageBody layout="fill">
      <h1 className="sr-only">{app.notFoundTitle}</h1>
      <EmptyState
        action={<LinkButton href="/">{app.backToSessions}</LinkButton>}
        description={app.notFoundText}
        title={app.notFoundTitle}
      />
    </PageBody>
  );
}
