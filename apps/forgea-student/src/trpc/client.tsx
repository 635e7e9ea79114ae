"use client";

import { createLinks } from "@forgea/trpc/links";
import { createQueryClient } from "@forgea/trpc/query-client";
import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCReact } from "@trpc/react-query";
import { type ReactNode, useState } from "react";
import type { AppRouter } from "./app-router.ts";

/** The procedures of this app as hooks. */
export const api = createTRPCReact<AppRouter>();

/** Mounted once, by the root layout. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(() => api.createClient({ links: createLinks<AppRouter>("/api/trpc") }));
  return (
    <api.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </api.Provider>
  );
}
