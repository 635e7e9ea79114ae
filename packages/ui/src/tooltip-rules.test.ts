import { describe, expect, it } from "vitest";
import { placeTooltip } from "./tooltip-rules.ts";

const window = { width: 1000, height: 600 };
const hint = { width: 100, height: 24 };
const anchor = { left: 400, top: 300, width: 40, height: 20 };

describe("placeTooltip", () => {
  it("stands in the middle of the wanted side", () => {
    expect(placeTooltip(anchor, hint, "top", window)).toEqual({ left: 370, top: 270 });
    expect(placeTooltip(anchor, hint, "bottom", window)).toEqual({ left: 370, top: 326 });
    expect(placeTooltip(anchor, hint, "left", window)).toEqual({ left: 294, top: 298 });
    expect(placeTooltip(anchor, hint, "right", window)).toEqual({ left: 446, top: 298 });
  });

  it("goes to the other side where there is no room", () => {
    expect(placeTooltip({ ...anchor, top: 10 }, hint, "top", window).top).toBe(36);
    expect(placeTooltip({ ...anchor, top: 570 }, hint, "bottom", window).top).toBe(540);
    expect(placeTooltip({ ...anchor, left: 20 }, hint, "left", window).left).toBe(66);
    expect(placeTooltip({ ...anchor, left: 940 }, hint, "right", window).left).toBe(834);
  });

  it("never stands outside of the window", () => {
    expect(placeTooltip({ ...anchor, left: 0 }, hint, "top", window).left).toBe(8);
    expect(placeTooltip({ ...anchor, left: 990 }, hint, "top", window).left).toBe(892);
  });
});
