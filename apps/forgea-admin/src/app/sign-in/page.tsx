import { returnAddress } from "@forgea/auth/return-address";
import { NoticeBanner } from "@forgea/ui/notice-banner";
import { SignInPanel } from "@forgea/ui/sign-in-panel";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInButton } from "../../features/sign-in/client.tsx";
import { readActor } from "../../lib/actor.ts";
import { deps } from "../../lib/deps.ts";
import { signIn } from "../../lib/entry-sentences.ts";

export const metadata: Metadata = { title: signIn.title };

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** next-auth's sign-in page: `callbackUrl` is the way back, `error` why the last try failed. */
export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams;
  const { env } = deps();
  const asked = typeof callbackUrl === "string" ? callbackUrl : "/";
  const { pathname, search } = new URL(returnAddress(asked, env.ADMIN_URL));
  // Back to the sign-in page would be a circle.
  const returnTo = pathname === "/sign-in" ? "/" : `${pathname}${search}`;
  if (error === undefined && (await readActor()) !== null) redirect(returnTo);

  return (
    <SignInPanel
      action={<SignInButton returnTo={returnTo} />}
      demo={env.FORGEA_DEMO}
      description={signIn.description}
      hint={env.FORGEA_DEMO ? signIn.demoHint : undefined}
      notice={
        error === undefined ? undefined : (
          <NoticeBanner tone="warning">{sentenceOf(error)}</NoticeBanner>
        )
      }
      title={signIn.title}
    />
  );
}

function sentenceOf(error: string | string[]): string {
  const sentences: Readonly<Record<string, string>> = signIn.errors;
  const known = typeof error === "string" && Object.hasOwn(sentences, error);
  return (known ? sentences[error] : undefined) ?? signIn.errors.Other;
}
