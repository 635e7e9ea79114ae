import { Card } from "@forgea/ui/card";
import { TextLink } from "@forgea/ui/text-link";
import { CircleAlert, CircleCheck, KeyRound } from "lucide-react";
import { account as words } from "../../../lib/sentences.ts";

interface ReadinessProps {
  readonly linked: boolean;
  readonly tokenPageUrl: string;
}

/** What a student needs before the first clone: what we know is ticked, what we cannot know is asked. */
export function Readiness({ linked, tokenPageUrl }: ReadinessProps) {
  return (
    <Card description={words.readyText} title={words.ready}>
      <ul className="flex flex-col gap-2">
        <li className="flex items-start gap-2.5">
          <span className="grid h-(--body-leading) place-items-center">
            {linked ? (
              <CircleCheck aria-hidden className="size-4 text-green-icon" />
            ) : (
              <CircleAlert aria-hidden className="size-4 text-amber-icon" />
            )}
          </span>
          <span>{linked ? words.readyAccount : words.readyAccountMissing}</span>
        </li>
        <li className="flex items-start gap-2.5">
          <span className="grid h-(--body-leading) place-items-center">
            <KeyRound aria-hidden className="size-4 text-grey-icon" />
          </span>
          <span>
            {words.readyPassword}.{" "}
            <TextLink external href={tokenPageUrl}>
              {words.makeToken}
            </TextLink>
          </span>
        </li>
      </ul>
    </Card>
  );
}
