import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { countWords, longestWord, wordFrequencies } from "../src/word-counter.js";

describe("countWords", () => {
  it("counts words that are separated by spaces", () => {
    assert.equal(countWords("one two three"), 3);
  });

  it("does not count punctuation or extra spaces", () => {
    assert.equal(countWords("  Wait,  what?  "), 2);
  });

  it("finds no word in an empty text", () => {
    assert.equal(countWords(""), 0);
  });
});

describe("longestWord", () => {
  it("returns the longest word", () => {
    assert.equal(longestWord("a bee sees"), "sees");
  });

  it("returns the first of two words that are as long", () => {
    assert.equal(longestWord("north south"), "north");
  });

  it("returns an empty string when there is no word", () => {
    assert.equal(longestWord("..."), "");
  });
});

describe("wordFrequencies", () => {
  it("counts each word in lower case", () => {
    assert.deepEqual(wordFrequencies("To be or not to be"), { to: 2, be: 2, or: 1, not: 1 });
  });

  it("returns an empty object for an empty text", () => {
    assert.deepEqual(wordFrequencies(""), {});
  });
});
