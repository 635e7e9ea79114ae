import { DescriptionItem, DescriptionList } from "@forgea/ui/description-list";
import { MonoId } from "@forgea/ui/mono-id";
import { TextLink } from "@forgea/ui/text-link";
import { ChevronRight } from "lucide-react";
import { clone } from "../../../lib/sentences.ts";

interface PasswordHelpProps {
  readonly login: string | null;
  readonly tokenPageUrl: string;
}

/** What to answer when git asks who is there. */
export function PasswordHelp({ login, tokenPageUrl }: PasswordHelpProps) {
  return (
    <details className="group/help">
      <summary className="inline-flex list-none items-center gap-1.5 rounded-sm text-small font-medium text-muted-foreground hover:text-foreground [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-3.5 transition-transform group-open/help:rotate-90"
        />
        {clone.passwordQuestion}
      </summary>
      <div className="mt-2 flex flex-col gap-2 ps-5">
        <DescriptionList>
          {login === null ? null : (
            <DescriptionItem term={clone.userName}>
              <MonoId copyLabel={clone.userName} value={login} />
            </DescriptionItem>
          )}
          <DescriptionItem term={clone.password}>
            {clone.passwordIs}.{" "}
            <TextLink external href={tokenPageUrl}>
              {clone.makeToken}
            </TextLink>
          </DescriptionItem>
        </DescriptionList>
        <p className="text-small text-muted-foreground">{clone.rejected}</p>
      </div>
    </details>
  );
}
