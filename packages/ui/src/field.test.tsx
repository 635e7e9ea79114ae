import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Field } from "./field.tsx";
import { Input } from "./input.tsx";
import { Select } from "./select.tsx";

describe("Field", () => {
  it("ties label, hint and error to the input, so that a screen reader reads them with it", () => {
    const markup = renderToStaticMarkup(
      <Field error="Not found." hint="From your provider." label="Base Repository URL">
        <Input id="url" name="baseRepoUrl" />
      </Field>,
    );
    expect(markup).toContain('for="url"');
    expect(markup).toContain('aria-describedby="url-hint url-error"');
    expect(markup).toContain('aria-invalid="true"');
    expect(markup).toMatch(/id="url-error"[^>]*role="alert"/);
  });

  it("says nothing about an error where there is none", () => {
    const markup = renderToStaticMarkup(
      <Field label="Result">
        <Select id="kind" options={[{ value: "code", label: "Code" }]} />
      </Field>,
    );
    expect(markup).not.toContain('aria-invalid="');
    expect(markup).not.toContain("aria-describedby");
    expect(markup).toMatch(/<select[^>]*id="kind"/);
  });
});
