import { Hono } from "hono";

/**
 * The cookie-less origin for what students wrote. Nothing is served yet but its health: files of
 * snapshots come with the snapshots themselves. No cookie is ever read or set here.
 */
export function createPreviewApp(): Hono {
  const app = new Hono();

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of headers) context.header(name, value);
  });
  app.get("/health", (context) => context.json({ status: "ready" }));
  app.notFound((context) => context.html(nothingHere, 404));
  app.onError((_error, context) => context.html(nothingHere, 500));
  return app;
}

const headers = [
  [
    "content-security-policy",
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  ],
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "no-referrer"],
  ["cache-control", "no-store"],
  ["cross-origin-opener-policy", "same-origin"],
  ["permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"],
] as const;

const nothingHere = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Nothing here</title>
<style>
  :root { color-scheme: light dark; font: 15px/24px system-ui, sans-serif; }
  body { margin: 20vh auto 0; max-width: 40ch; padding: 0 16px; }
  h1 { font-size: 20px; }
</style>
<h1>There is nothing here</h1>
<p>Previews of student pages are opened from a lab session. Nothing was lost.</p>
</html>
`;
