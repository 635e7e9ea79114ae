import { createCallerFactory, router, studentRouter } from "@forgea/session/server";

/** The procedures of this app: the student scope and nothing else. */
export const appRouter = router({ student: studentRouter });

export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
