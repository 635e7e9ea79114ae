import { Hono } from "hono";
import type { LocalGithub } from "../local-github.ts";
import { mountAccessToken } from "../oauth/access-token.ts";
import { mountAuthorize } from "../oauth/authorize.ts";
import { mountArchive } from "./archive.ts";
import { avatarSvg } from "./avatar.ts";
import { readBrowserSession } from "./browser-session.ts";
import { mountChangePages } from "./change-pages.ts";
import { mountCodePages } from "./code-pages.ts";
import { icon } from "./icon.ts";
import { mountInvitation } from "./invitation.ts";
import { sendMessage } from "./layout.ts";
import type { PageEnv, Pages } from "./page-types.ts";
import { mountRepositoryPages } from "./repository.ts";
import { mountSignIn } from "./sign-in.ts";
import { mountTokens } from "./tokens.ts";

const MAX_FORM_BYTES = 64 * 1024;

/** Everything that lies at the root: health, OAuth, and the few pages. */
export function buildPages(github: LocalGithub): Pages {
  const pages: Pages = new Hono<PageEnv>({ strict: false });

  pages.get("/health", (c) => c.json({ status: "ok" }));
  pages.get("/icon.svg", (c) => {
    c.header("Cache-Control", "public, max-age=3600");
    return c.body(icon, 200, { "Content-Type": "image/svg+xml" });
  });
  pages.get("/favicon.ico", (c) => c.body(null, 204));
  pages.get("/avatars/:id{[0-9]+}", (c) => {
    const account = github.store.accounts.byId(Number(c.req.param("id")));
    if (!account) return c.notFound();
    c.header("Cache-Control", "public, max-age=3600");
    c.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    return c.body(avatarSvg(account), 200, { "Content-Type": "image/svg+xml" });
  });
  pages.use(async (c, next) => {
    if (
      c.req.method === "POST" &&
      !(Number(c.req.header("content-length") ?? Number.NaN) <= MAX_FORM_BYTES)
    ) {
      return c.text("The form is too large.\n", 413);
    }
    return next();
  });
  mountAccessToken(pages, github);
  mountArchive(pages, github);

  pages.use(async (c, next) => {
    c.set("browser", readBrowserSession(github, c));
    await next();
  });
  pages.onError((error, c) => {
    github.log.error({ err: error, path: c.req.path }, "page failed");
    return c.text("Something went wrong on this server. Nothing of yours was changed.\n", 500);
  });
  pages.notFound((c) =>
    c.var.browser
      ? sendMessage(
          github,
          c,
          404,
          "This page does not exist",
          "The address may be wrong, or you may not have access. Signing in as somebody else can help.",
        )
      : c.text("Not found\n", 404),
  );
  mountAuthorize(pages, github);
  mountSignIn(pages, github);
  mountTokens(pages, github);
  mountInvitation(pages, github);
  mountRepositoryPages(pages, github);
  mountCodePages(pages, github);
  mountChangePages(pages, github);
  return pages;
}
