import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { announce, onAnnouncement } from "./announce.ts";

describe("announce", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("says what comes close together in one breath, and the same words once", () => {
    const heard: string[] = [];
    const stop = onAnnouncement((message) => heard.push(message));
    announce("Push 3 received");
    announce("Push 3 received");
    announce("Push 4 received");
    expect(heard).toEqual([]);
    vi.runAllTimers();
    expect(heard).toEqual(["Push 3 received. Push 4 received"]);

    announce("Submitted");
    vi.runAllTimers();
    expect(heard.at(-1)).toBe("Submitted");
    stop();
  });
});
