import { describe, expect, it } from "vitest";
import { classNames } from "./class-names.ts";

describe("classNames", () => {
  it("keeps our text sizes beside a text colour, which tailwind-merge would take for two colours", () => {
    expect(classNames("text-body", "text-muted-foreground")).toBe(
      "text-body text-muted-foreground",
    );
    expect(classNames("text-title", "text-red")).toBe("text-title text-red");
  });

  it("lets the later size win, our own heights included", () => {
    expect(classNames("text-body", "text-small")).toBe("text-small");
    expect(classNames("h-control", "h-8")).toBe("h-8");
    expect(classNames("size-control", "size-6")).toBe("size-6");
  });
});
