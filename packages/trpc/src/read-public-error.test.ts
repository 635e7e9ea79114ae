import { describe, expect, it } from "vitest";
import { CodedError } from "./coded-error.ts";
import { describeError } from "./describe-error.ts";
import { readPublicError } from "./read-public-error.ts";

describe("readPublicError", () => {
  it("reads what the server said", () => {
    const forgea = describeError(new CodedError("RATE_LIMITED"), "trace-1");
    const error = Object.assign(new Error("x"), { data: { forgea } });
    expect(readPublicError(error)).toMatchObject({ code: "RATE_LIMITED", traceId: "trace-1" });
  });

  it.each([null, undefined, "text", new TypeError("fetch failed"), { data: null }, { data: {} }])(
    "says that the server did not answer when it said nothing",
    (error) => {
      expect(readPublicError(error)).toMatchObject({ code: "NO_ANSWER", traceId: null });
    },
  );
});
