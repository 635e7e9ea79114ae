import { describe, expect, it } from "vitest";
import { invitationStep } from "./invitation.ts";

const now = new Date("2026-11-24T12:00:00Z");
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const invited = (hours: number) =>
  ({ state: "INVITED", invitationId: 1n, expiresAt: inHours(hours) }) as const;
const none = { state: "NONE" } as const;

describe("invitationStep", () => {
  it("is done when the provider gives access, whatever was recorded", () => {
    expect(invitationStep({ state: "ACCEPTED" }, inHours(-5), now, false)).toBe("accepted");
  });

  it("waits while the invitation lives for more than a day, also when the student asks", () => {
    expect(invitationStep(invited(25), inHours(25), now, false)).toBe("wait");
    expect(invitationStep(invited(25), inHours(25), now, true)).toBe("wait");
  });

  it("renews an invitation in its last day and one that has run out", () => {
    expect(invitationStep(invited(23), inHours(23), now, false)).toBe("renew");
    expect(invitationStep(none, inHours(-1), now, false)).toBe("renew");
    expect(invitationStep(none, null, now, false)).toBe("renew");
  });

  it("sends a declined invitation again only when the student asks", () => {
    expect(invitationStep(none, inHours(100), now, false)).toBe("wait");
    expect(invitationStep(none, inHours(100), now, true)).toBe("renew");
  });
});
