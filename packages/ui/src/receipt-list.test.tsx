import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ReceiptList } from "./receipt-list.tsx";

describe("ReceiptList", () => {
  it("says of each push when it came, which commit it was, whether it counted and why not", () => {
    const markup = renderToStaticMarkup(
      <ReceiptList
        label="Your pushes"
        receipts={[
          {
            id: "b",
            number: 2,
            commit: "4f2a9c17be03d58a6f1e2b7c9d0a3e4f5b6c7d8e",
            receivedAt: "2026-09-01T12:03:22.000Z",
            verdict: "not-counted",
            reason: "It came 4 minutes after the end.",
            href: "/sessions/1/snapshots/2",
          },
        ]}
      />,
    );
    expect(markup).toContain("Push 2");
    expect(markup).toContain("Not counted");
    expect(markup).toContain("It came 4 minutes after the end.");
    expect(markup).toMatch(/<code[^>]*>4f2a9c1<\/code>/);
    expect(markup).toContain("2026-09-01 12:03 UTC");
    expect(markup).toContain('href="/sessions/1/snapshots/2"');
  });
});
