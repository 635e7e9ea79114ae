import { describe, expect, it } from "vitest";
import { readInstallationFacts } from "./installation-facts.ts";
import { failureCodeOf } from "./provider-failure.ts";
import { readRepositoryFacts } from "./repository-facts.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("readRepositoryFacts", () => {
  it("keeps an id beyond 2^53", () => {
    const body = bytes('{"action":"deleted","repository":{"id":9007199254740993}}');
    const facts = { repoId: 9007199254740993n, action: "deleted" };
    expect(readRepositoryFacts(body)).toEqual({ ok: true, facts });
  });

  it("has no facts of what does not touch a binding", () => {
    const body = bytes('{"action":"edited","repository":{"id":7}}');
    expect(readRepositoryFacts(body)).toEqual({ ok: true, facts: null });
  });

  it("refuses a body without a repository", () => {
    const read = readRepositoryFacts(bytes('{"action":"deleted"}'));
    expect(read).toEqual({ ok: false, reason: "SCHEMA_INVALID" });
  });
});

describe("readInstallationFacts", () => {
  it("reads whose installation it is, and nothing of what it claims", () => {
    const body = bytes('{"action":"deleted","installation":{"id":1,"account":{"login":"forgea"}}}');
    expect(readInstallationFacts(body)).toEqual({ ok: true, owner: "forgea" });
  });

  it("refuses what is no installation event", () => {
    expect(readInstallationFacts(bytes("[]"))).toEqual({ ok: false, reason: "SCHEMA_INVALID" });
    expect(readInstallationFacts(bytes("{"))).toEqual({ ok: false, reason: "JSON_INVALID" });
  });
});

describe("failureCodeOf", () => {
  it("has a code of its own for a refusal, an error, nonsense, silence and a taken name", () => {
    const codes = [
      failureCodeOf({ kind: "refused", answer: "status" }),
      failureCodeOf({ kind: "unavailable", answer: "status" }),
      failureCodeOf({ kind: "unavailable", answer: "nonsense" }),
      failureCodeOf({ kind: "unavailable", answer: "nothing" }),
      failureCodeOf({ kind: "conflict", answer: "status" }),
      failureCodeOf({ kind: "no-access", answer: "status" }),
    ];
    expect(new Set(codes).size).toBe(6);
  });
});
