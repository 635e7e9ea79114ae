// session-trpc-webhook-tasks
import "../store/lab-session-store.ts";
export const tasks = 1;
