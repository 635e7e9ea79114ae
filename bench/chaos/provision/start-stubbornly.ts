import { setTimeout as pause } from "node:timers/promises";

import type { Browser } from "../../clients/browser.ts";
import { now } from "../../runner/clock.ts";

/** How long a student waits for an answer before pressing again, in milliseconds. */
const patienceMs = 10_000;
const pauseMs = 200;
const giveUpMs = 300_000;

/**
 * Presses *Start lab* until an answer comes, each time at another student app: what people do when a
 * page hangs. Returns the session's id; throws when no answer comes for five minutes.
 */
export async function startStubbornly(
  student: { browser: Browser; origin: string; labSlug: string },
  studentUrls: () => string[],
  random: () => number,
): Promise<string> {
  const deadline = now() + giveUpMs;
  let last = "no student app was there";
  while (now() < deadline) {
    const urls = studentUrls();
    const url = urls[Math.floor(random() * urls.length)];
    const answer = url === undefined ? last : await ask(url, student);
    if (typeof answer === "object") return answer.id;
    last = answer;
    await pause(pauseMs);
  }
  throw new Error(`no answer to a start: ${last}`);
}

async function ask(
  url: string,
  { browser, origin, labSlug }: { browser: Browser; origin: string; labSlug: string },
): Promise<{ id: string } | string> {
  try {
    const response = await fetch(`${url}/api/trpc/student.labSession.start`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: browser.cookies(origin), origin },
      body: JSON.stringify({ json: { labSlug } }),
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await response.text();
    if (!response.ok) return `${response.status}: ${text.slice(0, 300)}`;
    const { result } = JSON.parse(text) as { result: { data: { json: { id: string } } } };
    return { id: result.data.json.id };
  } catch (error) {
    return String(error);
  }
}
