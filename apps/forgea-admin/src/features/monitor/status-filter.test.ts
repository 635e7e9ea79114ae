import { MonitorFilter } from "@forgea/session";
import { describe, expect, it } from "vitest";
import { page, row } from "./rows.testing.ts";
import { countOf, filterHref, matchesFilter, readFilter } from "./status-filter.ts";

describe("readFilter", () => {
  it.each(MonitorFilter.options)("reads back the link of %s", (filter) => {
    const link = new URL(filterHref(filter), "http://localhost");
    expect(readFilter(link.searchParams.get("status"))).toBe(filter);
  });

  it("shows all for a link without, with an unknown or with several filters", () => {
    expect([null, undefined, "", "sleeping", ["failed", "expired"]].map(readFilter)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe("matchesFilter", () => {
  it("takes on hold as a filter beside the statuses", () => {
    const held = row("a", { heldAt: new Date(), status: "IN_PROGRESS" });
    expect(matchesFilter(held, "HELD")).toBe(true);
    expect(matchesFilter(held, "IN_PROGRESS")).toBe(true);
    expect(matchesFilter(row("b"), "HELD")).toBe(false);
  });
});

describe("countOf", () => {
  it("does not count a session on hold twice in the sum of all", () => {
    const { counts } = page([row("a"), row("b")]);
    expect(countOf({ ...counts, HELD: 1, FAILED: 3 }, null)).toBe(5);
    expect(countOf({ ...counts, HELD: 1 }, "HELD")).toBe(1);
  });
});
