import { describe, expect, it } from "vitest";
import { maxBodyBytes, readBody } from "./read-body.ts";

function post(
  body: NonNullable<RequestInit["body"]>,
  headers: Record<string, string> = {},
): Request {
  return new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" });
}

/** A body without an end that tells how much of it was taken. */
function endless() {
  let given = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 1024 * 1024;
      controller.enqueue(new Uint8Array(1024 * 1024));
    },
  });
  return { stream, given: () => given };
}

describe("readBody", () => {
  it("gives the bytes as they came", async () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0x00, 0x7b]);
    const read = await readBody(post(bytes));
    expect(read.ok && Buffer.from(read.body).equals(bytes)).toBe(true);
  });

  it("stops reading as soon as a body is too long, without its end in sight", async () => {
    const { stream, given } = endless();
    expect(await readBody(post(stream))).toEqual({ ok: false, status: 413 });
    expect(given()).toBeLessThan(maxBodyBytes + 4 * 1024 * 1024);
  });

  it("refuses by the declared length without reading", async () => {
    const { stream, given } = endless();
    const request = post(stream, { "content-length": String(maxBodyBytes + 1) });
    expect(await readBody(request)).toEqual({ ok: false, status: 413 });
    expect(given()).toBeLessThan(4 * 1024 * 1024);
  });

  it("refuses a body shorter than it was declared", async () => {
    const request = post("abc", { "content-length": "10" });
    expect(await readBody(request)).toEqual({ ok: false, status: 400 });
  });
});
