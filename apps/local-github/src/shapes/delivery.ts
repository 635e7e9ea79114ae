import type { components } from "@octokit/openapi-types";
import type { Delivery } from "../store/deliveries.ts";
import { isoTime } from "./urls.ts";

/** An entry of the delivery log. */
export function deliveryItem(delivery: Delivery): components["schemas"]["hook-delivery-item"] {
  return { ...facts(delivery), throttled_at: null };
}

/** One delivery with what was sent and what came back. */
export function deliveryDetails(delivery: Delivery): components["schemas"]["hook-delivery"] {
  return {
    ...facts(delivery),
    throttled_at: null,
    url: delivery.url ?? "",
    request: {
      headers: parse(delivery.request_headers),
      payload: parse(delivery.payload),
    },
    response: {
      headers: parse(delivery.response_headers),
      payload: delivery.response_body,
    },
  };
}

function facts(delivery: Delivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: isoTime(delivery.delivered_at ?? delivery.queued_at),
    redelivery: delivery.redelivery === 1,
    duration: (delivery.duration_ms ?? 0) / 1000,
    status: delivery.status ?? "",
    status_code: delivery.status_code ?? 0,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installation_id,
    repository_id: delivery.repository_id,
  };
}

function parse(text: string | null): Record<string, unknown> | null {
  return text === null ? null : (JSON.parse(text) as Record<string, unknown>);
}
