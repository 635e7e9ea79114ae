import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { StatusBadge, type StatusVariant, statusLooks } from "./status-badge.tsx";

const variants = Object.keys(statusLooks) as StatusVariant[];

describe("StatusBadge", () => {
  it("knows every status of a lab session, and the hold", () => {
    expect(variants.toSorted()).toEqual([
      "ARCHIVED",
      "COMPLETED",
      "EXPIRED",
      "FAILED",
      "HELD",
      "IN_PROGRESS",
      "PROVISIONING",
    ]);
  });

  it.each(variants)("shows %s as icon, word and colour together", (status) => {
    for (const appearance of ["pill", "plain"] as const) {
      const markup = renderToStaticMarkup(
        <StatusBadge appearance={appearance} label="The word" status={status} />,
      );
      expect(markup).toContain("The word");
      expect(markup).toMatch(/<svg[^>]*aria-hidden/);
      expect(markup).toContain(`text-${statusLooks[status].tone}-icon`);
    }
  });

  it("gives no two statuses the same icon or the same colour", () => {
    const looks = Object.values(statusLooks);
    expect(new Set(looks.map((look) => look.icon)).size).toBe(variants.length);
    expect(new Set(looks.map((look) => look.tone)).size).toBe(variants.length);
  });

  it("turns only while something is being made", () => {
    expect(variants.filter((status) => statusLooks[status].turning)).toEqual(["PROVISIONING"]);
  });
});
