import { describe, expect, it } from "vitest";
import { refuseForeignRequest } from "./same-origin.ts";

const own = "http://localhost:3000";
const request = (method: string, headers: Record<string, string>) =>
  new Request(`${own}/api/trpc/x`, { method, headers });
const status = (method: string, headers: Record<string, string>) =>
  refuseForeignRequest(request(method, headers), own)?.status ?? "accepted";
const json = { "content-type": "application/json; charset=utf-8", "content-length": "2" };

describe("refuseForeignRequest", () => {
  it("accepts a change that our own page asks for with JSON", () => {
    expect(status("POST", { ...json, origin: own })).toBe("accepted");
  });

  it.each(["http://localhost:3001", "http://127.0.0.1:3000", "https://localhost:3000", "null"])(
    "refuses a change asked for by a page of %s",
    (origin) => {
      expect(status("POST", { ...json, origin })).toBe(403);
    },
  );

  it("refuses a change without an Origin", () => {
    expect(status("POST", json)).toBe(403);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])(
    "refuses a change sent as '%s', which a form can send from anywhere",
    (type) => {
      expect(status("POST", { origin: own, "content-type": type })).toBe(415);
    },
  );

  it("refuses a body that is too long, or that does not say how long it is", () => {
    expect(status("POST", { ...json, origin: own, "content-length": "262145" })).toBe(413);
    expect(status("POST", { "content-type": "application/json", origin: own })).toBe(413);
  });

  it("accepts reading, with and without an Origin of our own", () => {
    expect(status("GET", {})).toBe("accepted");
    expect(status("GET", { origin: own, "sec-fetch-site": "same-origin" })).toBe("accepted");
  });

  it("refuses reading for a foreign page", () => {
    expect(status("GET", { origin: "null" })).toBe(403);
    expect(status("GET", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" })).toBe(
      403,
    );
  });

  it("lets the provider send a browser back to us after signing in", () => {
    const back = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect(status("GET", back)).toBe("accepted");
  });
});
