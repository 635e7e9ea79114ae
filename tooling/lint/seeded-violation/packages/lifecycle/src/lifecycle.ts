// arrows-of-lifecycle
import "../../schema/src/client.ts";
export const lifecycle = 1;
