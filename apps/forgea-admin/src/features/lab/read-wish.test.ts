import { describe, expect, it } from "vitest";
import { readWish } from "./read-wish.ts";

const now = new Date("2026-11-24T07:30").getTime();
const read = (fields: Partial<Parameters<typeof readWish>[0]>) =>
  readWish({ count: "30", classStarts: "", keepHours: "4", ...fields }, now);

describe("readWish", () => {
  it("keeps unused ones from the start of the class on, or from now", () => {
    expect(read({}).wantedUntil.getTime()).toBe(now + 4 * 3_600_000);
    const later = read({ classStarts: "2026-11-24T09:00", keepHours: "24" });
    expect(later.classStartsAt).toEqual(new Date("2026-11-24T09:00"));
    expect(later.wantedUntil).toEqual(new Date("2026-11-25T09:00"));
  });

  it.each(["", "0", "1001", "3.5", "-2", "ten"])("does not take %j for a number", (count) => {
    expect(read({ count })).toMatchObject({ count: null, wrong: { count: true } });
  });

  it("refuses a class that began, and a time that is none", () => {
    expect(read({ classStarts: "2026-11-24T07:00" }).wrong.classStarts).toBe(true);
    expect(read({ classStarts: "soon" }).wrong.classStarts).toBe(true);
  });
});
