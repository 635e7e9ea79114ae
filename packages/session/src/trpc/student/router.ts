import { router } from "../init.ts";
import { retryLabSessionProcedure } from "../retry-lab-session.ts";
import { viewAccountProcedure } from "../view-account.ts";
import { viewProviderAccessProcedure } from "../view-provider-access.ts";
import { acceptInvitationProcedure } from "./accept-invitation.ts";
import { followOwnSessionsProcedure } from "./follow-own-sessions.ts";
import { headOfLabSessionProcedure } from "./head-of-lab-session.ts";
import { labBySlugProcedure } from "./lab-by-slug.ts";
import { labSessionByIdProcedure } from "./lab-session-by-id.ts";
import { listLabsProcedure } from "./list-labs.ts";
import { newAttemptProcedure } from "./new-attempt.ts";
import { startLabProcedure } from "./start-lab.ts";
import { submitLabSessionProcedure } from "./submit-lab-session.ts";
import { viewReadinessProcedure } from "./view-readiness.ts";

/** What a signed-in person may do with their own sessions. */
export const studentRouter = router({
  lab: router({ list: listLabsProcedure, bySlug: labBySlugProcedure }),
  labSession: router({
    start: startLabProcedure,
    byId: labSessionByIdProcedure,
    head: headOfLabSessionProcedure,
    newAttempt: newAttemptProcedure,
    retry: retryLabSessionProcedure,
    submit: submitLabSessionProcedure,
    acceptInvitation: acceptInvitationProcedure,
    follow: followOwnSessionsProcedure,
  }),
  provider: router({ access: viewProviderAccessProcedure }),
  account: router({ me: viewAccountProcedure, readiness: viewReadinessProcedure }),
});
