// arrows-of-ui, no-package-to-app
import "../../auth/src/auth.ts";
import "../../../apps/two/src/main.ts";
export const button = 1;
