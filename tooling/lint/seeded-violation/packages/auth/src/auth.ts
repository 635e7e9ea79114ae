// arrows-of-auth
import "../../github/src/github.ts";
export const auth = 1;
