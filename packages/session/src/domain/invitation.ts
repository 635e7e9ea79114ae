/** How a student's access stands after the invitation was sent. */
export type AccessGrant =
  | { readonly state: "ACCEPTED" }
  | { readonly state: "INVITED"; readonly invitationId: bigint; readonly expiresAt: Date };

/** How a person's access to a repository stands now. NONE: neither access nor an open invitation. */
export type AccessStanding = AccessGrant | { readonly state: "NONE" };

const dayMs = 86_400_000;
/** An invitation that runs out sooner than this is renewed, in milliseconds. */
const renewBeforeMs = dayMs;

/** Two presses of the student within this time ask the provider once. */
export const pressPause = { seconds: 2 } as const;

/** What to do about an invitation that has not been accepted. */
export type InvitationStep = "accepted" | "wait" | "renew";

/**
 * What an invitation needs. One that runs out within a day is renewed by itself. One that is gone
 * before its time was declined or withdrawn: it is sent again only when the student asks. Pure.
 */
export function invitationStep(
  standing: AccessStanding,
  recordedEnd: Date | null,
  now: Date,
  askedByStudent: boolean,
): InvitationStep {
  if (standing.state === "ACCEPTED") return "accepted";
  const end = standing.state === "INVITED" ? standing.expiresAt : recordedEnd;
  const runsOut = end === null || end.getTime() - now.getTime() < renewBeforeMs;
  if (runsOut) return "renew";
  return standing.state === "NONE" && askedByStudent ? "renew" : "wait";
}
