import { z } from "zod";

/** What a student needs to know of the provider: since when its repositories cannot be reached, or null. */
export const ProviderAccessView = z.object({ lostSince: z.date().nullable() });
export type ProviderAccessView = z.infer<typeof ProviderAccessView>;

/** What staff need to know of it: what happened, and what cannot be started because of it. */
export const StaffProviderAccessView = z.object({
  organisation: z.string(),
  lost: z
    .object({
      since: z.date(),
      reason: z.enum(["UNINSTALLED", "SUSPENDED", "NARROWED", "UNREADABLE"]),
      nextCheckAt: z.date(),
    })
    .nullable(),
  labsWithoutTemplate: z.array(
    z.object({ slug: z.string(), title: z.string(), template: z.string(), since: z.date() }),
  ),
});
export type StaffProviderAccessView = z.infer<typeof StaffProviderAccessView>;
