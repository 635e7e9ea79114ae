import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Markdown } from "./markdown.tsx";

function render(source: string): string {
  return renderToStaticMarkup(<Markdown source={source} />);
}

describe("Markdown", () => {
  it.each([
    ["a script", "<script>alert(1)</script>", /<script|alert/],
    ["an inline handler", '<img src=x onerror="alert(1)">', /onerror|<img/],
    ["a frame", '<iframe src="https://example.test"></iframe>', /<iframe/],
    ["a style", "<style>*{display:none}</style>", /<style|display:none/],
    ["a link that runs code", "[go](javascript:alert(1))", /javascript:/],
    ["a link that carries a page", "[go](data:text/html;base64,PHNjcmlwdD4=)", /data:text/],
    ["a picture that runs code", "![x](javascript:alert(1))", /javascript:/],
  ])("shows %s as nothing", (_name, source, forbidden) => {
    expect(render(source)).not.toMatch(forbidden);
  });

  it("puts its headings below the page's", () => {
    expect(render("# First\n\n## Second")).toMatch(/<h2[^>]*>First<\/h2>.*<h3[^>]*>Second<\/h3>/s);
  });

  it("sends no referrer and gives no opener to other sites", () => {
    expect(render("[git](https://git-scm.com)")).toMatch(/<a [^>]*rel="noopener noreferrer"/);
  });

  it("shows code as text, with its copy button", () => {
    const markup = render("```sh\ngit push <b>\n```");
    expect(markup).toContain("git push &lt;b&gt;");
    expect(markup).toMatch(/<button[^>]*aria-label="Copy"/);
  });
});
