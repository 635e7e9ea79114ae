import { describe, expect, it } from "vitest";
import { studentOptions } from "./student-options.ts";

const another = { attempt: 1, maxAttempts: 2, labOpen: true };
const last = { attempt: 2, maxAttempts: 2, labOpen: true };

describe("studentOptions", () => {
  it.each([
    ["COMPLETED", "reopening"],
    ["EXPIRED", "more-time"],
  ] as const)(
    "offers a new attempt after %s while one is left, and names what staff can do",
    (status, ask) => {
      const session = { status, bound: true, held: false };
      expect(studentOptions(session, another)).toEqual({
        possible: ["archive"],
        attemptsLeft: 1,
        askStaffFor: ask,
      });
      expect(studentOptions(session, last)).toEqual({
        possible: [],
        attemptsLeft: 0,
        askStaffFor: ask,
      });
    },
  );

  it("offers to try again when setting up failed, and help when the stopped session had a repository", () => {
    const failed = { status: "FAILED", held: false } as const;
    expect(studentOptions({ ...failed, bound: false }, last)).toMatchObject({
      possible: ["retry"],
      askStaffFor: null,
    });
    expect(studentOptions({ ...failed, bound: true }, last)).toMatchObject({
      possible: [],
      askStaffFor: "help",
    });
  });

  it("offers no new attempt in a lab that is over", () => {
    const session = { status: "EXPIRED", bound: true, held: false } as const;
    expect(studentOptions(session, { ...another, labOpen: false })).toMatchObject({
      possible: [],
      attemptsLeft: 1,
    });
  });

  it("never offers to replace open work, and nothing at all while the session is being checked", () => {
    for (const status of ["PROVISIONING", "IN_PROGRESS"] as const) {
      const session = { status, bound: status === "IN_PROGRESS", held: false };
      expect(studentOptions(session, another).possible).not.toContain("archive");
    }
    expect(studentOptions({ status: "EXPIRED", bound: true, held: true }, another)).toMatchObject({
      possible: [],
      askStaffFor: null,
    });
  });

  it("counts no attempts below zero when staff gave more than the lab allows", () => {
    const session = { status: "COMPLETED", bound: true, held: false } as const;
    expect(
      studentOptions(session, { attempt: 5, maxAttempts: 2, labOpen: true }).attemptsLeft,
    ).toBe(0);
  });
});
