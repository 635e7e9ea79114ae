import { describe, expect, it } from "vitest";

import { createEventStreamReader } from "./read-event-stream.ts";

const stream =
  'event: connected\ndata: {"a":1}\n\n: a comment\n\ndata: one\ndata: two\nid: 7.1\n\n\n';
const events = [
  { type: "connected", data: '{"a":1}', lastEventId: "" },
  { type: "message", data: "one\ntwo", lastEventId: "7.1" },
];

describe("createEventStreamReader", () => {
  it("reads types, joined data lines and ids, and passes over comments", () => {
    expect(createEventStreamReader()(stream)).toEqual(events);
  });

  it("reads the same however the stream is cut into pieces", () => {
    for (let size = 1; size < stream.length; size++) {
      const read = createEventStreamReader();
      const got = [];
      for (let at = 0; at < stream.length; at += size)
        got.push(...read(stream.slice(at, at + size)));
      expect(got).toEqual(events);
    }
  });

  it("takes the three line ends of the standard, also a CR LF that was cut in two", () => {
    expect(createEventStreamReader()("data: a\r\rdata: b\n\n").map(({ data }) => data)).toEqual([
      "a",
      "b",
    ]);
    const read = createEventStreamReader();
    expect([...read("data: a\r"), ...read("\n\r\n")].map(({ data }) => data)).toEqual(["a"]);
  });

  it("keeps the last id for events without one: that is where a stream resumes", () => {
    const read = createEventStreamReader();
    read("id: 5\ndata: a\n\n");
    expect(read("data: b\n\n")).toEqual([{ type: "message", data: "b", lastEventId: "5" }]);
  });
});
