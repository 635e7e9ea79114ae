import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** A channel within what a screen can show. */
function clip(channel: number): number {
  return Math.min(1, Math.max(0, channel));
}

type Tokens = ReadonlyMap<string, number>;

/** Relative luminance (WCAG 2.2) of an OKLCH colour, after clipping it to what a screen shows. */
function luminance(lightness: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function tokensOf(selector: string): Tokens {
  const start = css.indexOf(`\n${selector} {\n  color-scheme`);
  expect(start, `block ${selector}`).toBeGreaterThanOrEqual(0);
  const block = css.slice(start, css.indexOf("\n}", start));
  const pattern = /--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/g;
  return new Map(
    [...block.matchAll(pattern)].map(([, name, l, c, h]) => [
      String(name),
      luminance(Number(l), Number(c), Number(h)),
    ]),
  );
}

function contrast(tokens: Tokens, front: string, back: string): number {
  const [first, second] = [front, back].map((name) => {
    const value = tokens.get(name);
    if (value === undefined) throw new Error(`no opaque token --${name}`);
    return value;
  }) as [number, number];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

const surfaces = ["background", "card", "popover", "muted", "hover", "selected"];
const tones = ["blue", "green", "violet", "red", "amber", "orange", "grey"];

const textPairs: [string, string][] = [
  ...["foreground", "muted-foreground", "subtle-foreground"].flatMap((ink) =>
    surfaces.map((surface): [string, string] => [ink, surface]),
  ),
  ["primary-foreground", "primary"],
  ["primary-foreground", "primary-hover"],
  ["danger-foreground", "danger"],
  ["danger-foreground", "danger-hover"],
  ["foreground", "selection"],
  ["foreground", "glow"],
  ["muted-foreground", "glow"],
  ...tones.flatMap((tone) =>
    [...surfaces, `${tone}-soft`].map((surface): [string, string] => [tone, surface]),
  ),
  ...tones.flatMap((tone): [string, string][] => [
    ["foreground", `${tone}-soft`],
    ["muted-foreground", `${tone}-soft`],
  ]),
];

const linePairs: [string, string][] = [
  ...["border-strong", "ring", "primary", "danger"].flatMap((line) =>
    ["background", "card", "popover", "muted"].map((surface): [string, string] => [line, surface]),
  ),
  ...tones.flatMap((tone) =>
    [...surfaces, `${tone}-soft`].map((surface): [string, string] => [`${tone}-icon`, surface]),
  ),
  ["ring", "hover"],
  ["ring", "selected"],
];

for (const [theme, selector] of [
  ["light", ":root"],
  ["dark", ".dark"],
] as const) {
  describe(`contrast of the ${theme} tokens`, () => {
    const tokens = tokensOf(selector);

    it.each(textPairs)("reads: text in %s on %s has at least 4.5:1", (front, back) => {
      expect(contrast(tokens, front, back)).toBeGreaterThanOrEqual(4.5);
    });

    it.each(linePairs)("is seen: %s on %s has at least 3:1", (front, back) => {
      expect(contrast(tokens, front, back)).toBeGreaterThanOrEqual(3);
    });
  });
}

describe("the two themes", () => {
  it("define the same tokens, so that no colour leaks from one into the other", () => {
    expect([...tokensOf(".dark").keys()].toSorted()).toEqual(
      [...tokensOf(":root").keys()].toSorted(),
    );
  });

  it("computes the contrast that WCAG states for black on white", () => {
    const known: Tokens = new Map([
      ["black", luminance(0, 0, 0)],
      ["white", luminance(1, 0, 0)],
    ]);
    expect(contrast(known, "black", "white")).toBeCloseTo(21, 1);
  });
});
