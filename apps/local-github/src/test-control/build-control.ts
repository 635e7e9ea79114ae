import { timingSafeEqual } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import type { z } from "zod";
import { isLoopback } from "../listen.ts";
import type { LocalGithub } from "../local-github.ts";
import { hashSecret } from "../store/secrets.ts";
import { changeInstallation, restoreInstallation } from "./change-installation.ts";
import {
  CopyDelaySettings,
  FaultSettings,
  InstallationAction,
  InvitationAge,
  LimitSettings,
  MemberSettings,
  WebhookSettings,
} from "./settings.ts";
import type { TestControl } from "./test-control.ts";
import { UnknownNames } from "./unknown-names.ts";

const PREFIX = "/_test";
const DAY_MS = 24 * 3600 * 1000;

type ControlEnv = { Bindings: HttpBindings };
type ControlContext = Context<ControlEnv>;

/** Whether a request is for limits and faults. */
export function isControlPath(pathname: string): boolean {
  return pathname === PREFIX || pathname.startsWith(`${PREFIX}/`);
}

/** A route that takes JSON of a shape: 422 names what is wrong, and nothing is changed. */
function take<Shape extends z.ZodType>(shape: Shape, apply: (value: z.output<Shape>) => unknown) {
  return async (c: ControlContext) => {
    const read = shape.safeParse(await c.req.json().catch(() => undefined));
    if (read.success) return c.json(apply(read.data) ?? {});
    const errors = read.error.issues.map(({ path, message }) => ({
      path: path.join("."),
      message,
    }));
    return c.json({ errors }, 422);
  };
}

/** The routes under `/_test`: for who has the token, on this machine. */
export function buildControl(github: LocalGithub, control: TestControl): Hono<ControlEnv> {
  const app = new Hono<ControlEnv>().basePath(PREFIX);
  const expected = Buffer.from(hashSecret(`Bearer ${control.token}`));

  app.use(async (c, next) => {
    const given = Buffer.from(hashSecret(c.req.header("authorization") ?? ""));
    const address = c.env.incoming.socket.remoteAddress?.replace(/^::ffff:/, "") ?? "";
    if (!isLoopback(address)) return c.notFound();
    if (!timingSafeEqual(given, expected)) return c.json({ message: "Bad token" }, 401);
    return next();
  });
  app.onError((error, c) => {
    if (error instanceof UnknownNames)
      return c.json({ errors: [{ path: error.field, message: error.message }] }, 422);
    github.log.error({ err: error, path: c.req.path }, "test control failed");
    return c.json({ message: "Server Error" }, 500);
  });

  app.put(
    "/limits",
    take(LimitSettings, (value) => control.setLimits(value)),
  );
  app.put(
    "/faults",
    take(FaultSettings, (value) => control.setFaults(value)),
  );
  app.put(
    "/members",
    take(MemberSettings, ({ logins }) => admit(logins)),
  );
  app.put(
    "/copy-delay",
    take(CopyDelaySettings, ({ ms }) => control.setCopyDelay(ms)),
  );
  app.put(
    "/webhooks",
    take(WebhookSettings, (value) => control.setWebhooks(value)),
  );
  app.post(
    "/installation",
    take(InstallationAction, (value) => changeInstallation(github, value)),
  );
  app.post(
    "/invitations/age",
    take(InvitationAge, ({ days }) => {
      github.store.collaborators.ageInvitations(days * DAY_MS);
    }),
  );
  app.get("/counts", (c) => c.json(control.counts));
  app.delete("/counts", (c) => {
    control.resetCounts();
    return c.body(null, 204);
  });
  app.delete("/", (c) => {
    control.reset();
    restoreInstallation(github);
    // What was held back comes now.
    github.store.lateCopies.hurry();
    github.lateCopies.wake();
    github.store.deliveries.release();
    github.webhooks.wake();
    return c.body(null, 204);
  });
  return app;

  function admit(logins: z.output<typeof MemberSettings>["logins"]): void {
    if (logins === "all" || logins === "none") {
      control.setMembers(logins === "all" ? "all" : []);
      return;
    }
    const people = logins.map((login) => github.store.accounts.byLogin(login));
    const unknown = logins.filter((_, index) => people[index]?.type !== "User");
    if (unknown.length > 0) throw new UnknownNames("logins", unknown);
    control.setMembers(people.flatMap((person) => person?.id ?? []));
  }
}
