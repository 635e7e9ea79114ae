import type { TestControl } from "@forgea/testing/test-control";
import { now } from "../../runner/clock.ts";
import type { UsedStack } from "../../runner/scenario.ts";
import { until } from "../../runner/until.ts";
import { inSeconds } from "./outage.ts";
import type { SessionBook } from "./session-book.ts";

export type DeletedReally = {
  deleted: number;
  lost: number;
  /** From the deletion to the stopped session, by the signed event. */
  byEventSeconds: number | null;
  /** The same when the event never came: two 404s, this run's proof time apart. */
  byTwo404sSeconds: number | null;
  massDeleted: number;
  massLost: number;
  massHeld: number;
};

const limitMs = 90_000;
const silence = { seed: 1, drop: 1, double: 0, reorder: 0, delayMs: 0, off: true };
const noFaults = { ...silence, drop: 0, off: false };

/** Deletes repositories at the provider, with and without the event that tells of it, then five at once. */
export async function deleteReally(
  stack: UsedStack,
  control: TestControl,
  book: SessionBook,
  ids: readonly string[],
): Promise<DeletedReally> {
  const [told = "", silent = "", ...many] = ids;
  const names = new Map((await book.bound(ids)).map((row) => [row.labSessionId, row.fullName]));
  const remove = (id: string) => deleteRepository(stack, names.get(id) ?? "");

  const toldAt = now();
  await remove(told);
  const byEvent = await untilLost(book, told);

  await control.webhooks(silence);
  const silentAt = now();
  await remove(silent);
  await book.verifyNow([silent]);
  const byTwo404s = await untilLost(book, silent);
  await control.webhooks(noFaults);

  await Promise.all(many.map(remove));
  const settled = await until(limitMs, 200, async () => {
    const states = await book.states(many);
    const open = states.filter(({ status, held }) => status === "IN_PROGRESS" && !held);
    return open.length === 0 ? states : undefined;
  });
  const states = settled ?? (await book.states(many));
  return {
    deleted: 2,
    lost: [byEvent, byTwo404s].filter((at) => at !== undefined).length,
    byEventSeconds: byEvent === undefined ? null : inSeconds(byEvent - toldAt),
    byTwo404sSeconds: byTwo404s === undefined ? null : inSeconds(byTwo404s - silentAt),
    massDeleted: many.length,
    massLost: states.filter(({ status }) => status === "FAILED").length,
    massHeld: states.filter(({ held }) => held).length,
  };
}

async function untilLost(book: SessionBook, id: string): Promise<number | undefined> {
  return until(limitMs, 100, async () =>
    (await book.failureCodes([id]))[0] === "REPOSITORY_LOST" ? now() : undefined,
  );
}

async function deleteRepository(stack: UsedStack, fullName: string): Promise<void> {
  const token = stack.accounts.find(({ role }) => role === "ADMIN")?.token ?? "";
  const response = await fetch(`${stack.provider.apiUrl}/repos/${fullName}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" },
  });
  if (!response.ok) throw new Error(`deleting ${fullName} was answered ${response.status}`);
}
