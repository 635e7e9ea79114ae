// no-app-to-app, no-circular, not-to-unresolvable
import "../../two/src/main.ts";
import "./nowhere.ts";
export const one = 1;
