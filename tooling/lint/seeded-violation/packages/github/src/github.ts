// arrows-of-github, github-sees-ports-only
import "../../schema/src/client.ts";
import "../../session/src/server.ts";
export const github = 1;
