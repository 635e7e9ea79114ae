import { router } from "../init.ts";
import { clearPreparationProcedure } from "./clear-preparation.ts";
import { estimatePreparationProcedure } from "./estimate-preparation.ts";
import { failLabSessionProcedure } from "./fail-lab-session.ts";
import { forceCompleteLabSessionProcedure } from "./force-complete-lab-session.ts";
import { prepareRepositoriesProcedure } from "./prepare-repositories.ts";
import { releaseLabSessionProcedure } from "./release-lab-session.ts";
import { reopenLabSessionProcedure } from "./reopen-lab-session.ts";
import { resetLabSessionProcedure } from "./reset-lab-session.ts";
import { revertLabSessionProcedure } from "./revert-lab-session.ts";

/** What only admins may do. */
export const adminRouter = router({
  preparation: router({
    estimate: estimatePreparationProcedure,
    prepare: prepareRepositoriesProcedure,
    clear: clearPreparationProcedure,
  }),
  labSession: router({
    forceComplete: forceCompleteLabSessionProcedure,
    fail: failLabSessionProcedure,
    release: releaseLabSessionProcedure,
    reopen: reopenLabSessionProcedure,
    revert: revertLabSessionProcedure,
    reset: resetLabSessionProcedure,
  }),
});
