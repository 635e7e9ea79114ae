/** The server entry: scope routers, webhook intake, the worker's tasks, and what apps compose. */

export { armFailpoint } from "./failpoints/arm-failpoint.ts";
export { EventFeed } from "./live/event-feed.ts";
export { EventWake } from "./live/event-wake.ts";
export { type TaskDeps, taskList } from "./tasks/task-list.ts";
export { adminRouter } from "./trpc/admin/router.ts";
export { createCallerFactory, router } from "./trpc/init.ts";
export { staffRouter } from "./trpc/staff/router.ts";
export { studentRouter } from "./trpc/student/router.ts";
export { overrideLabSession } from "./use-cases/override-lab-session.ts";
export { publishLab } from "./use-cases/publish-lab.ts";
export { resetLabSession } from "./use-cases/reset-lab-session.ts";
export { retryLabSession } from "./use-cases/retry-lab-session.ts";
export { startLab } from "./use-cases/start-lab.ts";
export { DeliveryBatcher } from "./use-cases/store-delivery.ts";
export { submitLabSession } from "./use-cases/submit-lab-session.ts";
export { sweepAccess } from "./use-cases/sweep-access.ts";
export { sweepBindings } from "./use-cases/sweep-bindings.ts";
export { sweepPreparations } from "./use-cases/sweep-preparations.ts";
export { sweepProvisioning } from "./use-cases/sweep-provisioning.ts";
export { sweepRepositories } from "./use-cases/sweep-repositories.ts";
export { createVault } from "./vault.ts";
export { type ReceiveDeps, receiveDelivery } from "./webhook/receive-delivery.ts";
