import { createQueryClient } from "@forgea/trpc/query-client";
import { cache } from "react";

/** One query client per request, so that nobody sees what somebody else's page had read. */
export const getQueryClient = cache(createQueryClient);
