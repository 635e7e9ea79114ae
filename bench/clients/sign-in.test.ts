import { describe, expect, it } from "vitest";

import { hiddenFields } from "./sign-in.ts";

const page = `
<form method="post" action="/logout"><input type="hidden" name="form_token" value="other"></form>
<form method="post" action="/login/oauth/authorize"><input type="hidden" name="form_token" value="abc">
<input type="hidden" name="redirect_uri" value="http://localhost:3000/back?a=1&amp;b=&quot;2&quot;">
<button name="account" value="2001">Continue</button></form>`;

describe("hiddenFields", () => {
  it("are those of the form with that address, as plain text", () => {
    expect(hiddenFields(page, "/login/oauth/authorize")).toEqual([
      ["form_token", "abc"],
      ["redirect_uri", 'http://localhost:3000/back?a=1&b="2"'],
    ]);
  });

  it("are none where the page has no such form", () => {
    expect(hiddenFields(page, "/elsewhere")).toEqual([]);
  });
});
