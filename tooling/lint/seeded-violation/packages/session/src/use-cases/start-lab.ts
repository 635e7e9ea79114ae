// session-use-cases, session-database-in-store-only
import "../tasks/task-list.ts";
import "../../../schema/src/client.ts";
export const start = 1;
