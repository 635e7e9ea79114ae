import { describe, expect, it } from "vitest";
import { isCurrentItem } from "./navigation.ts";

describe("isCurrentItem", () => {
  it("marks the page itself and what lies below it", () => {
    expect(isCurrentItem({ href: "/labs" }, "/labs")).toBe(true);
    expect(isCurrentItem({ href: "/labs" }, "/labs/git-basics")).toBe(true);
  });

  it("does not take a longer name for a deeper page", () => {
    expect(isCurrentItem({ href: "/labs" }, "/labs-old")).toBe(false);
  });

  it("marks the front page only there, or every page would be it", () => {
    expect(isCurrentItem({ href: "/" }, "/")).toBe(true);
    expect(isCurrentItem({ href: "/" }, "/labs")).toBe(false);
  });

  it("marks the pages that belong to an item by other paths", () => {
    expect(isCurrentItem({ href: "/", also: ["/sessions"] }, "/sessions/1")).toBe(true);
  });
});
