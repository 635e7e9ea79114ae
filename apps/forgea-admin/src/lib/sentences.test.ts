import { EventSchema, failureSentences, StepSchema } from "@forgea/session";
import { describe, expect, it } from "vitest";
import {
  actorLabel,
  entryTitle,
  eventTitle,
  failureCause,
  failureSentence,
  firstName,
  possessive,
  stepLabel,
  stepWord,
} from "./sentences.ts";

describe("words for what the domain knows", () => {
  it.each(EventSchema.options)("has a title for the event %s", (kind) => {
    expect(eventTitle(kind)).not.toBe("");
    expect(eventTitle(kind)).not.toContain("-");
  });

  it.each(Object.keys(failureSentences))("has a short cause for %s", (code) => {
    expect(failureCause(code)).toMatch(/^[^_]{3,29}$/);
  });

  it.each(StepSchema.options)("has words for the step %s", (step) => {
    expect(stepLabel(step)).not.toBe("");
    expect(stepWord(step).length).toBeLessThan(12);
  });
});

describe("words for what is not listed yet", () => {
  it("falls back to plain words, never to a code with signs in it", () => {
    expect(eventTitle("push-not-counted")).toBe("Push not counted");
    expect(failureCause("QUOTA_EXCEEDED")).toBe("Quota exceeded");
    expect(failureSentence("QUOTA_EXCEEDED")).toBe("Quota exceeded.");
    expect(stepLabel("WARMING_UP")).toBe("Warming up");
    expect(actorLabel("MAINTENANCE_JOB", null)).toBe("by maintenance job");
  });
});

describe("entryTitle", () => {
  it("names a push by its number, and says when it was not counted", () => {
    expect(entryTitle({ kind: "push-accepted", data: { number: 3, counted: true } })).toBe(
      "Push 3 arrived",
    );
    expect(entryTitle({ kind: "push-accepted", data: { number: 4, counted: false } })).toBe(
      "Push 4 arrived, not counted",
    );
    expect(entryTitle({ kind: "push-accepted", data: {} })).toBe("Push arrived");
  });
});

describe("names inside sentences", () => {
  it("says who it was, with the role", () => {
    expect(actorLabel("ADMIN", "Ada Lindqvist")).toBe("by Ada Lindqvist (admin)");
    expect(actorLabel("WEBHOOK", null)).toBe("by the git provider");
  });

  it("calls a student by the first name, and James' session James'", () => {
    expect(firstName("Mia Sørensen")).toBe("Mia");
    expect([possessive("Mia"), possessive("James")]).toEqual(["Mia's", "James'"]);
  });
});
