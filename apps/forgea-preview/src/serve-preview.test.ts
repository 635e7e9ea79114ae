import { describe, expect, it } from "vitest";
import { readEnv } from "./env.ts";
import { createPreviewApp } from "./serve-preview.ts";

const complete = {
  PORT: "3002",
  PREVIEW_URL: "http://127.0.0.1:3002",
  STUDENT_URL: "http://localhost:3000",
  ADMIN_URL: "http://localhost:3001",
};

describe("createPreviewApp", () => {
  it("says that it is healthy", async () => {
    const answer = await createPreviewApp().request("/health");
    expect(answer.status).toBe(200);
  });

  it("answers everything else with a plain page that may run and load nothing", async () => {
    const answer = await createPreviewApp().request("/p/token/index.html");
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("set-cookie")).toBeNull();
  });
});

describe("readEnv", () => {
  it("refuses a preview on the host of an app, whose cookies it would get", () => {
    const sameHost = { ...complete, PREVIEW_URL: "http://localhost:3002" };
    expect(() => readEnv(sameHost)).toThrow("PREVIEW_URL: must have another host");
  });

  it("accepts a preview on a host of its own", () => {
    expect(readEnv(complete).PORT).toBe(3002);
  });

  it("names what is missing, without any value", () => {
    expect(() => readEnv({ ...complete, STUDENT_URL: "secret-value" })).toThrow(/STUDENT_URL/);
    expect(() => readEnv({ ...complete, STUDENT_URL: "secret-value" })).not.toThrow(/secret-value/);
  });
});
