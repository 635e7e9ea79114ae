import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { addItem, remaining } from "../list.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const page = readFileSync(join(root, "index.html"), "utf8");
const style = readFileSync(join(root, "style.css"), "utf8");

describe("step 1: HTML", () => {
  it("the page has a title of its own", () => {
    assert.doesNotMatch(page, /<title>\s*(Untitled)?\s*<\/title>/);
    assert.doesNotMatch(page, /<h1>\s*(Untitled)?\s*<\/h1>/);
  });

  it("a sentence says what the list is for", () => {
    assert.match(page, /<p id="purpose">\s*[^<\s]/);
  });
});

describe("step 2: CSS", () => {
  it("the page has colours of its own", () => {
    assert.doesNotMatch(style, /--accent:\s*black/);
  });
});

describe("step 3: JavaScript", () => {
  const milk = { text: "Buy milk", done: false };

  it("addItem puts a new entry at the end", () => {
    assert.deepEqual(addItem([milk], "Call Ada"), [milk, { text: "Call Ada", done: false }]);
  });

  it("addItem removes spaces around the text", () => {
    assert.deepEqual(addItem([], "  Water the plants "), [{ text: "Water the plants", done: false }]);
  });

  it("addItem changes nothing for an empty text", () => {
    assert.deepEqual(addItem([milk], "   "), [milk]);
  });

  it("addItem leaves the old list as it was", () => {
    const before = [milk];
    addItem(before, "Call Ada");
    assert.equal(before.length, 1);
  });

  it("remaining counts what is not done", () => {
    assert.equal(remaining([milk, { text: "Call Ada", done: true }]), 1);
  });
});
