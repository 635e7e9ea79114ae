import { router } from "../init.ts";
import { staffRetryLabSessionProcedure } from "../retry-lab-session.ts";
import { viewStaffAccountProcedure } from "../view-account.ts";
import { viewStaffProviderAccessProcedure } from "../view-provider-access.ts";
import { extendLabSessionProcedure } from "./extend-lab-session.ts";
import { followAllSessionsProcedure } from "./follow-all-sessions.ts";
import { staffLabSessionByIdProcedure } from "./lab-session-by-id.ts";
import { listStaffLabsProcedure } from "./list-staff-labs.ts";
import { monitorPageProcedure } from "./monitor-page.ts";
import { monitorRowsProcedure } from "./monitor-rows.ts";
import { staffLabBySlugProcedure } from "./staff-lab-by-slug.ts";

/** What assistants and admins see. */
export const staffRouter = router({
  monitor: router({
    page: monitorPageProcedure,
    rows: monitorRowsProcedure,
    follow: followAllSessionsProcedure,
  }),
  labSession: router({
    byId: staffLabSessionByIdProcedure,
    retry: staffRetryLabSessionProcedure,
    extend: extendLabSessionProcedure,
  }),
  lab: router({ list: listStaffLabsProcedure, bySlug: staffLabBySlugProcedure }),
  provider: router({ access: viewStaffProviderAccessProcedure }),
  account: router({ me: viewStaffAccountProcedure }),
});
