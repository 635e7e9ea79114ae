import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { AbsoluteTime } from "./absolute-time.tsx";
import { Countdown } from "./countdown.tsx";
import { RelativeTime } from "./relative-time.tsx";

const at = "2026-09-01T12:03:22.000Z";

describe("times on the server", () => {
  it.each([
    ["RelativeTime", <RelativeTime at={at} key="relative" />],
    ["AbsoluteTime", <AbsoluteTime at={at} format="clock" key="absolute" />],
    ["Countdown", <Countdown endsAt={at} key="countdown" />],
  ])("%s is written in UTC, so that the browser's first paint agrees with it", (_name, element) => {
    const markup = renderToStaticMarkup(element);
    expect(markup).toContain("2026-09-01 12:03 UTC");
    expect(markup).toContain(`dateTime="${at}"`);
  });
});
