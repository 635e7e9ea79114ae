import { describe, expect, it } from "vitest";
import { changesCounts, composeList, letIn, outdatedIds, rememberRows } from "./merge-rows.ts";
import { page, pushed, row } from "./rows.testing.ts";

const none = new Map();
const live = (...rows: ReturnType<typeof row>[]) => new Map(rows.map((each) => [each.id, each]));
const ids = (rows: readonly { id: string }[]) => rows.map((each) => each.id);

describe("composeList", () => {
  it("puts a newer row where the older one stands, so that nothing jumps under the pointer", () => {
    const pages = [page([row("a", { minute: 3 }), row("b", { minute: 2 })])];
    const changed = row("b", { eventSeq: 2, minute: 9 });
    const { rows, waiting } = composeList(pages, live(changed), null);
    expect(ids(rows)).toEqual(["a", "b"]);
    expect(rows[1]).toBe(changed);
    expect(waiting).toEqual([]);
  });

  it("keeps a row that is newer on the page than what came live", () => {
    const onPage = row("a", { eventSeq: 5 });
    expect(composeList([page([onPage])], live(row("a", { eventSeq: 4 })), null).rows).toEqual([
      onPage,
    ]);
  });

  it("lets a session that is not in the table wait", () => {
    const list = composeList([page([row("a")])], live(row("new")), null);
    expect(ids(list.rows)).toEqual(["a"]);
    expect(ids(list.waiting)).toEqual(["new"]);
  });

  it("does not announce a session that does not fit the filter", () => {
    const list = composeList([page([])], live(row("a", { status: "COMPLETED" })), "IN_PROGRESS");
    expect(list.waiting).toEqual([]);
  });

  it("keeps a row that left the filter where it is until the reader lets in what is new", () => {
    const left = row("a", { status: "COMPLETED", eventSeq: 2 });
    const { rows } = composeList([page([row("a"), row("b")])], live(left), "IN_PROGRESS");
    expect(rows[0]).toBe(left);
  });

  it("shows a session that moved between two pages once", () => {
    const pages = [page([row("a"), row("b")]), page([row("b"), row("c")])];
    expect(ids(composeList(pages, none, null).rows)).toEqual(["a", "b", "c"]);
  });
});

describe("rememberRows", () => {
  it("ignores an answer that was overtaken by a later one", () => {
    const later = live(row("a", { eventSeq: 7 }));
    expect(rememberRows(later, [row("a", { eventSeq: 6 })])).toBe(later);
  });

  it("keeps the newest row of each session", () => {
    const rows = rememberRows(live(row("a"), row("b")), [row("a", { eventSeq: 2 }), row("c")]);
    expect([...rows.values()].map((each) => [each.id, each.eventSeq])).toEqual([
      ["a", 2],
      ["b", 1],
      ["c", 1],
    ]);
  });
});

describe("letIn", () => {
  it("puts everything newest change first, and leaves the cursors as they are", () => {
    const pages = [
      page([row("a", { minute: 5 }), row("b", { minute: 4 })], "after-b"),
      page([row("c", { minute: 3 })], "after-c"),
    ];
    const changed = live(row("c", { minute: 9, eventSeq: 2 }), row("new", { minute: 7 }));
    const [first, second] = letIn(pages, changed, null);
    expect(ids(first?.rows ?? [])).toEqual(["c", "new", "a", "b"]);
    expect(second?.rows).toEqual([]);
    expect([first?.nextCursor, second?.nextCursor]).toEqual(["after-b", "after-c"]);
  });

  it("drops the rows that no longer fit the filter", () => {
    const pages = [page([row("a"), row("b")])];
    const changed = live(row("a", { status: "COMPLETED", eventSeq: 2 }));
    expect(ids(letIn(pages, changed, "IN_PROGRESS")[0]?.rows ?? [])).toEqual(["b"]);
  });

  it("leaves nothing waiting", () => {
    const changed = live(row("new"));
    const pages = letIn([page([row("a")])], changed, null);
    expect(composeList(pages, changed, null).waiting).toEqual([]);
  });
});

describe("outdatedIds", () => {
  it("reads a session once, however many events it has in a batch", () => {
    expect(outdatedIds([pushed("a", 2), pushed("b", 5), pushed("a", 3)], none)).toEqual(["a", "b"]);
  });

  it("does not read what is known already: events that a resumed stream repeats cost nothing", () => {
    expect(outdatedIds([pushed("a", 4)], live(row("a", { eventSeq: 4 })))).toEqual([]);
  });
});

describe("changesCounts", () => {
  it("is not asked by a push, the most frequent event", () => {
    expect(changesCounts(pushed("a", 2))).toBe(false);
  });

  it.each([
    { kind: "start", from: null, to: "PROVISIONING" as const },
    { kind: "complete", from: "IN_PROGRESS" as const, to: "COMPLETED" as const },
    { kind: "hold", from: null, to: null },
  ])("is asked by $kind", (facts) => {
    expect(changesCounts({ ...pushed("a", 2), ...facts })).toBe(true);
  });
});
