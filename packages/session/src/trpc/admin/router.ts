import { router } from "../init.ts";
import { failLabSessionProcedure } from "./fail-lab-session.ts";
import { forceCompleteLabSessionProcedure } from "./force-complete-lab-session.ts";
import { reopenLabSessionProcedure } from "./reopen-lab-session.ts";
import { resetLabSessionProcedure } from "./reset-lab-session.ts";
import { revertLabSessionProcedure } from "./revert-lab-session.ts";

/** What only admins may do. */
export const adminRouter = router({
  labSession: router({
    forceComplete: forceCompleteLabSessionProcedure,
    fail: failLabSessionProcedure,
    reopen: reopenLabSessionProcedure,
    revert: revertLabSessionProcedure,
    reset: resetLabSessionProcedure,
  }),
});
