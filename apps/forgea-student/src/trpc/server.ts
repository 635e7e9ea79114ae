import "server-only";
import { CodedError } from "@forgea/trpc/coded-error";
import { createHydrationHelpers } from "@trpc/react-query/rsc";
import { TRPCError } from "@trpc/server";
import { notFound, redirect } from "next/navigation";
import { readRequestContext } from "../lib/request-context.ts";
import { requestedPath, signInAddress } from "../lib/sign-in-address.ts";
import { type AppRouter, createCaller } from "./app-router.ts";
import { getQueryClient } from "./query-client.ts";

/** Calls procedures while a page renders; what is prefetched arrives in the browser with the page. */
export const { trpc, HydrateClient } = createHydrationHelpers<AppRouter>(
  createCaller(readRequestContext),
  getQueryClient,
);

/**
 * To be awaited with a page's prefetches: shows the page that fits what the server refused.
 * Other errors are left to the browser, which asks again and shows them where they belong.
 */
export async function settle(...prefetches: readonly Promise<void>[]): Promise<void> {
  await Promise.all(prefetches);
  for (const query of getQueryClient().getQueryCache().getAll()) {
    const code = refusalOf(query.state.error);
    if (code === "UNAUTHENTICATED") redirect(signInAddress(await requestedPath()));
    if (code === "NOT_FOUND" || code === "VALIDATION") notFound();
  }
}

function refusalOf(error: unknown): string | null {
  if (!(error instanceof TRPCError)) return null;
  if (error.cause instanceof CodedError) return error.cause.code;
  return error.code === "BAD_REQUEST" ? "VALIDATION" : null;
}
