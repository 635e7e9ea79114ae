import { z } from "zod";

/** The signed-in person's own account. */
export const AccountView = z.object({
  name: z.string(),
  role: z.enum(["STUDENT", "ASSISTANT", "ADMIN"]),
  account: z
    .object({
      host: z.string(),
      login: z.string(),
      profileUrl: z.string(),
      linkedAt: z.date(),
      verifiedAt: z.date().nullable(),
    })
    .nullable(),
  tokenPageUrl: z.string(),
});
export type AccountView = z.infer<typeof AccountView>;
