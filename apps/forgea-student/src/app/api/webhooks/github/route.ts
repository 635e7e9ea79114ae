import { receiveDelivery } from "@forgea/session/server";
import { deps } from "../../../../lib/deps.ts";

/** The provider's webhooks: verified over their raw bytes, stored, and acknowledged. */
export function POST(request: Request): Promise<Response> {
  return receiveDelivery(deps().deliveries, request);
}
