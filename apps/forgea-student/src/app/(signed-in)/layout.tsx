import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Frame } from "../../features/frame/client.tsx";
import { readActor } from "../../lib/actor.ts";
import { deps } from "../../lib/deps.ts";
import { requestedPath, signInAddress } from "../../lib/sign-in-address.ts";

/** The frame of somebody who is signed in. Each page below asks for its actor itself as well. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const actor = await readActor();
  if (actor === null) redirect(signInAddress(await requestedPath()));
  const { env } = deps();
  return (
    <Frame demo={env.FORGEA_DEMO} user={{ name: actor.name, login: actor.login ?? "" }}>
      {children}
    </Frame>
  );
}
