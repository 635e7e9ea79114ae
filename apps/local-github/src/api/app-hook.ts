import { z } from "zod";
import { botAccount } from "../access/identify-caller.ts";
import { requireApp } from "../access/require-person.ts";
import type { LocalGithub } from "../local-github.ts";
import { deliveryDetails, deliveryItem } from "../shapes/delivery.ts";
import type { Delivery } from "../store/deliveries.ts";
import { hookConfig } from "../webhooks/hook-config.ts";
import { queuePing } from "../webhooks/ping.ts";
import { ApiError, notFound } from "./api-error.ts";
import type { Api, ApiContext } from "./api-types.ts";
import { perPage, setLinks } from "./paging.ts";
import { readBody } from "./read-body.ts";
import { sendJson } from "./send.ts";

const Config = z.object({
  url: z.url({ protocol: /^https?$/ }).optional(),
  secret: z.string().min(1).optional(),
  content_type: z.literal("json").optional(),
  insecure_ssl: z.union([z.string(), z.number()]).optional(),
});

/** The App's webhook: its settings, its delivery log, and asking for a delivery once more. */
export function mountAppHook(api: Api, github: LocalGithub): void {
  const { deliveries, settings } = github.store;

  const shape = () => ({
    content_type: "json",
    insecure_ssl: "0",
    secret: "********",
    url: hookConfig(github).url,
  });

  api.get("/app/hook/config", (c) => {
    requireApp(c.var.caller);
    return sendJson(c, shape());
  });
  api.patch("/app/hook/config", async (c) => {
    requireApp(c.var.caller);
    const body = await readBody(c, "Hook", Config);
    github.store.transaction(() => {
      if (body.secret !== undefined) settings.set("hook_secret", body.secret);
      if (body.url !== undefined && body.url !== hookConfig(github).url) {
        settings.set("hook_url", body.url);
        queuePing(github, botAccount(github));
      }
    });
    github.webhooks.wake();
    return sendJson(c, shape());
  });

  api.get("/app/hook/deliveries", (c) => {
    requireApp(c.var.caller);
    const status = c.req.query("status");
    const limit = perPage(c);
    const before = readCursor(c.req.query("cursor"));
    const page = deliveries.page({
      before,
      limit: limit + 1,
      status: status === "success" || status === "failure" ? status : null,
    });
    const shown = page.slice(0, limit);
    const last = shown.at(-1);
    if (page.length > limit && last) setLinks(c, [["next", { cursor: `v1_${last.id}` }]]);
    return sendJson(c, shown.map(deliveryItem));
  });
  api.get("/app/hook/deliveries/:id{[0-9]+}", (c) =>
    sendJson(c, deliveryDetails(requireDelivery(c))),
  );

  api.post("/app/hook/deliveries/:id{[0-9]+}/attempts", (c) => {
    const delivery = requireDelivery(c);
    // The GUID stays: that is how a receiver knows that it is the same event.
    deliveries.add({ ...delivery, redelivery: 1, queued_at: Date.now(), send_after: 0 });
    github.webhooks.wake();
    return sendJson(c, {}, 202);
  });

  function requireDelivery(c: ApiContext): Delivery {
    requireApp(c.var.caller);
    const delivery = deliveries.byId(Number(c.req.param("id")));
    if (!delivery || delivery.delivered_at === null) throw notFound();
    return delivery;
  }
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return Number.MAX_SAFE_INTEGER;
  const id = /^v1_(\d{1,15})$/.exec(cursor)?.[1];
  if (id === undefined) throw new ApiError(422, "Invalid cursor");
  return Number(id);
}
