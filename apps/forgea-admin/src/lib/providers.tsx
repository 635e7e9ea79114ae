"use client";

import { UiProvider } from "@forgea/ui/ui-provider";
import Link from "next/link";
import type { ReactNode } from "react";
import { ApiProvider } from "../trpc/client.tsx";

interface ProvidersProps {
  readonly nonce: string | undefined;
  readonly children: ReactNode;
}

/** What every page needs. A client component, because next/link cannot be handed over by the server. */
export function Providers({ nonce, children }: ProvidersProps) {
  return (
    <UiProvider link={Link} nonce={nonce}>
      <ApiProvider>{children}</ApiProvider>
    </UiProvider>
  );
}
