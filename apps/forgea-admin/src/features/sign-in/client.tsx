"use client";

import { goToSignIn } from "@forgea/auth/browser";
import { Button } from "@forgea/ui/button";
import { NoticeBanner } from "@forgea/ui/notice-banner";
import { GitHubMark } from "@forgea/ui/sign-in-panel";
import { useState } from "react";
import { signIn } from "../../lib/entry-sentences.ts";

/** Leaves for the provider's sign-in page; stays busy until the browser is there. */
export function SignInButton({ returnTo }: { returnTo: string }) {
  const [state, setState] = useState<"idle" | "leaving" | "failed">("idle");
  const leave = () => {
    setState("leaving");
    goToSignIn(returnTo).catch(() => setState("failed"));
  };
  return (
    <>
      {state === "failed" ? <NoticeBanner tone="danger">{signIn.failed}</NoticeBanner> : null}
      <Button icon={<GitHubMark />} loading={state === "leaving"} onClick={leave} variant="primary">
        {signIn.button}
      </Button>
    </>
  );
}
