import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ProgressSteps } from "./progress-steps.tsx";

describe("ProgressSteps", () => {
  it("says the state of each step in words, and what happens now in a polite region", () => {
    const markup = renderToStaticMarkup(
      <ProgressSteps
        estimate="About 20 seconds left"
        label="Setting up"
        steps={[
          { id: "a", label: "Make the repository", state: "done" },
          { id: "b", label: "Copy the template", state: "current" },
          { id: "c", label: "Invite you", state: "waiting" },
        ]}
      />,
    );
    expect(markup).toMatch(/Make the repository.*, done/);
    expect(markup).toContain('aria-current="step"');
    expect(markup).toMatch(/aria-live="polite"[^>]*>Copy the template, in progress</);
    expect(markup).toContain("About 20 seconds left");
  });
});
