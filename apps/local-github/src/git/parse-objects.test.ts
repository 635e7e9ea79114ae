import { describe, expect, it } from "vitest";
import { signatureTime, signatureTimeUtc } from "../shapes/signature-time.ts";
import { parseCommit, parseTree } from "./parse-objects.ts";

const tree = "a".repeat(40);
const commit = (lines: string[], message: Buffer | string) =>
  Buffer.concat([Buffer.from(`${lines.join("\n")}\n\n`), Buffer.from(message)]);

describe("parseCommit", () => {
  it("reads what git writes", () => {
    const parsed = parseCommit(
      commit(
        [
          `tree ${tree}`,
          `parent ${tree}`,
          "author Mia Sørensen <mia@example.test> 1700000000 +0100",
          "committer GitHub <noreply@github.com> 1700000001 -0330",
        ],
        "Title\n\nText\n",
      ),
    );
    expect(parsed).toMatchObject({
      tree,
      parents: [tree],
      message: "Title\n\nText",
      signed: false,
    });
    expect(parsed.author).toEqual({
      name: "Mia Sørensen",
      email: "mia@example.test",
      seconds: 1_700_000_000,
      zone: "+0100",
    });
    expect(signatureTime(parsed.author)).toBe("2023-11-14T23:13:20+01:00");
    expect(signatureTime(parsed.committer)).toBe("2023-11-14T18:43:21-03:30");
    expect(signatureTimeUtc(parsed.committer)).toBe("2023-11-14T22:13:21Z");
  });

  it("reads another encoding by its name", () => {
    const parsed = parseCommit(
      commit([`tree ${tree}`, "encoding ISO-8859-1"], Buffer.from([0xfc])),
    );
    expect(parsed.message).toBe("ü");
  });

  it.each([
    "",
    "tree",
    "no headers at all",
    `tree ${tree}\nauthor <> x\ncommitter broken\nencoding nonsense\n\n\0\0`,
  ])("never throws: %j", (text) => {
    const parsed = parseCommit(Buffer.from(text));
    expect(() => signatureTime(parsed.author)).not.toThrow();
    expect(JSON.parse(JSON.stringify(parsed))).toMatchObject({ parents: [] });
  });

  it("gives times that no calendar has a date all the same", () => {
    const parsed = parseCommit(commit([`tree ${tree}`, "author a <a> 999999999999 +9999"], ""));
    expect(signatureTime(parsed.author)).toMatch(/^\d{4}-\d{2}-\d{2}T/);
  });
});

describe("parseTree", () => {
  it("stops at bytes that are not an entry", () => {
    const entry = Buffer.concat([Buffer.from("40000 src\0"), Buffer.alloc(20, 1)]);
    expect(parseTree(Buffer.concat([entry, Buffer.from("rubbish")]))).toEqual([
      { mode: "040000", type: "tree", name: "src", id: "01".repeat(20) },
    ]);
  });
});
