// session-store
import "../use-cases/start-lab.ts";
export const store = 1;
