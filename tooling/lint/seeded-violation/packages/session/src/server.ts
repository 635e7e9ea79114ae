// arrows-of-session, no-production-to-tests
import "../../github/src/github.ts";
import "../../testing/src/database.ts";
export const server = 1;
