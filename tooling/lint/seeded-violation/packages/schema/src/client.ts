// arrows-of-schema, no-product-to-tooling
import "../../trpc/src/trpc.ts";
import "../../../tooling/start/supervisor.ts";
export const client = 1;
