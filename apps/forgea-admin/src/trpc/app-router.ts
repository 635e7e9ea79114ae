import { adminRouter, createCallerFactory, router, staffRouter } from "@forgea/session/server";

/** The procedures of this app: the staff and admin scopes. */
export const appRouter = router({ staff: staffRouter, admin: adminRouter });

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
