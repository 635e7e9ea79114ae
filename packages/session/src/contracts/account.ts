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

/** How the student's access to the repository stands after they asked for it. */
export const AcceptInvitationOutput = z.object({
  state: z.enum(["PENDING", "INVITED", "ACCEPTED"]),
});
export type AcceptInvitationOutput = z.infer<typeof AcceptInvitationOutput>;

/** What a lab needs besides an account: a provider that answers, and no invitation left open. */
export const ReadinessView = z.object({
  provider: z.object({ host: z.string(), reachable: z.boolean(), checkedAt: z.date() }),
  invitations: z.array(z.object({ labSessionId: z.string(), labTitle: z.string() })),
});
export type ReadinessView = z.infer<typeof ReadinessView>;
