import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

describe("the stylesheets", () => {
  it("fetch nothing from another host, fonts least of all", () => {
    for (const name of ["./styles.css", "./tokens.css", "./motion.css"]) {
      expect(read(name)).not.toMatch(/https?:|url\(\s*["']?\/\//);
    }
  });

  it("map every colour token to a class, so that none can be used only by its variable", () => {
    const tokens = read("./tokens.css");
    const light = tokens.slice(0, tokens.indexOf(".dark {"));
    const names = [...light.matchAll(/--([\w-]+): oklch/g)].map(([, name]) => String(name));
    // selection is used by the base styles alone.
    const mapped = names.filter((name) => name !== "selection");
    expect(mapped.length).toBeGreaterThan(30);
    for (const name of mapped) expect(tokens).toContain(`--color-${name}: var(--${name});`);
  });

  it("respect people who asked for less motion", () => {
    expect(read("./motion.css")).toMatch(/@media \(prefers-reduced-motion: reduce\)/);
  });
});
