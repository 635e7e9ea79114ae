import { setTimeout as pause } from "node:timers/promises";
import type { TestControl } from "@forgea/testing/test-control";
import { now } from "../../runner/clock.ts";
import { until } from "../../runner/until.ts";
import type { SessionBook } from "./session-book.ts";

/** One way to lose access, and the way back. */
export type Outage = {
  name: string;
  reason: string;
  begin: (control: TestControl) => Promise<unknown>;
  end: (control: TestControl) => Promise<unknown>;
};

export type OutageResult = {
  name: string;
  noticedSeconds: number;
  recoveredSeconds: number;
  stateChanges: number;
};

const limitMs = 60_000;

/** How many of the sessions are not as they were. */
export async function countChanges(
  book: SessionBook,
  ids: readonly string[],
  before: ReadonlyMap<string, string>,
): Promise<number> {
  const states = await book.states(ids);
  return states.filter(({ id, status, held }) => before.get(id) !== `${status} ${held}`).length;
}

/** The states of sessions, to be compared with later ones. */
export async function rememberStates(
  book: SessionBook,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const states = await book.states(ids);
  return new Map(states.map(({ id, status, held }) => [id, `${status} ${held}`]));
}

/**
 * Takes access away for so many seconds, asks for every verification meanwhile, and gives it back.
 * `meanwhile` runs when the product has noticed. Changes are counted before access is back.
 */
export async function playOutage(
  outage: Outage,
  {
    control,
    book,
    ids,
    seconds,
    meanwhile,
  }: {
    control: TestControl;
    book: SessionBook;
    ids: readonly string[];
    seconds: number;
    meanwhile: () => Promise<void>;
  },
): Promise<OutageResult> {
  const before = await rememberStates(book, ids);
  const takenAt = now();
  await outage.begin(control);
  const noticed = await until(limitMs, 100, async () =>
    (await book.lostReason()) === outage.reason ? now() : undefined,
  );
  if (noticed === undefined) throw new Error(`${outage.name}: not noticed as ${outage.reason}`);
  await meanwhile();
  await book.verifyNow(ids);
  await pause(seconds * 1_000);
  const stateChanges = await countChanges(book, ids, before);
  const givenAt = now();
  await outage.end(control);
  const recovered = await until(limitMs, 100, async () =>
    (await book.lostReason()) === null ? now() : undefined,
  );
  if (recovered === undefined) throw new Error(`${outage.name}: not recovered by itself`);
  return {
    name: outage.name,
    noticedSeconds: inSeconds(noticed - takenAt),
    recoveredSeconds: inSeconds(recovered - givenAt),
    stateChanges,
  };
}

/** Milliseconds as seconds with a tenth. */
export function inSeconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
