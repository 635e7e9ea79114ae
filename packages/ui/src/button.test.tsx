import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Button } from "./button.tsx";

describe("Button", () => {
  it("keeps its name and stays focusable while it is loading", () => {
    const markup = renderToStaticMarkup(<Button loading>Stop session</Button>);
    expect(markup).toContain('aria-busy="true"');
    expect(markup).toContain("Stop session");
    expect(markup).not.toMatch(/ disabled=/);
  });

  it("is no submit button unless it is told to be", () => {
    expect(renderToStaticMarkup(<Button>More time</Button>)).toContain('type="button"');
    expect(renderToStaticMarkup(<Button type="submit">Save</Button>)).toContain('type="submit"');
  });
});
