import { describe, expect, it } from "vitest";

import { anchorOf, findBrokenLinks, findPages } from "./broken-links.ts";
import { fillBlocks, findStalePages } from "./generated-blocks.ts";
import { lifecycleDiagram, lifecycleTable } from "./lifecycle-blocks.ts";

describe("the pages", () => {
  it("say what the code says, where they take it from there (else: node tooling/docs/generate.ts)", () => {
    expect(findStalePages()).toEqual([]);
  });

  it.each(findPages())("%s links to nothing that is not there", (page) => {
    expect(findBrokenLinks(page)).toEqual([]);
  });
});

describe("fillBlocks", () => {
  it("replaces what stands between the markers and nothing else, however often it runs", () => {
    const page = "before\n<!-- generated: ports -->\nold\n<!-- end -->\nafter\n";
    const filled = fillBlocks(page);
    expect(filled).toMatch(
      /^before\n<!-- generated: ports -->\n\n\| variable [\s\S]+\n<!-- end -->\nafter\n$/,
    );
    expect(filled).not.toContain("old");
    expect(fillBlocks(filled)).toBe(filled);
  });

  it("refuses a block that nobody makes, instead of leaving it as it is", () => {
    expect(() => fillBlocks("<!-- generated: nothing -->\n<!-- end -->")).toThrow("nothing");
  });
});

describe("the lifecycle's blocks", () => {
  it("show a condition beside its event, and start, which is no transition", () => {
    expect(lifecycleDiagram()).toContain("FAILED --> PROVISIONING: retry (never bound)");
    expect(lifecycleTable()).toContain("| – | `start` | PROVISIONING | student |  |");
    expect(lifecycleTable()).toContain("| FAILED | `reopen` | IN_PROGRESS | admin | once bound |");
  });
});

describe("anchorOf", () => {
  it.each([
    ["Start, stop, start again", "start-stop-start-again"],
    ["`npm start`: what it does", "npm-start-what-it-does"],
    ["Who may what?", "who-may-what"],
  ])("%s", (heading, anchor) => {
    expect(anchorOf(heading)).toBe(anchor);
  });
});
