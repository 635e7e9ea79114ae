import { inLanes } from "../runner/in-lanes.ts";
import type { Pair } from "./sign-in-pairs.ts";
import type { Answer, WebClient } from "./web-client.ts";

/** What came of the requests so far. */
export type Tally = {
  /** The session's ids that each pair was answered with. */
  idsOf: Map<Pair, Set<string>>;
  answers: number;
  errors5xx: number;
  /** Answers that were neither a session nor a 5xx, by their status. */
  otherAnswers: Record<string, number>;
};

/** Nothing was asked yet. */
export function emptyTally(): Tally {
  return { idsOf: new Map(), answers: 0, errors5xx: 0, otherAnswers: {} };
}

export type Web = {
  client: WebClient;
  /** The web processes, which take turns. */
  urls: readonly string[];
  /** The origin that the processes know as their own. */
  origin: string;
};

/** Pairs whose starts are on their way at the same time. */
const pairsAtOnce = 4;

/** Sends each pair's starts at once, spread over the web processes. Returns requests per second. */
export async function startPairs(
  web: Web,
  pairs: readonly Pair[],
  startsEach: number,
  tally: Tally,
): Promise<number> {
  const began = performance.now();
  await inLanes(pairs, pairsAtOnce, async (pair) => {
    const starts = Array.from({ length: startsEach }, async (_, at) => {
      note(tally, pair, await startOnce(web, pair, at));
    });
    await Promise.all(starts);
  });
  return (pairs.length * startsEach * 1000) / (performance.now() - began);
}

/** As many requests, as many at once, to a handler that does nothing. Returns requests per second. */
export async function callEmptyHandler(
  { client, urls }: Web,
  requests: number,
  atOnce: number,
): Promise<number> {
  const began = performance.now();
  const turns = Array.from({ length: requests }, (_, at) => at);
  await inLanes(turns, pairsAtOnce * atOnce, async (at) => {
    const { status } = await client.get(`${urls[at % urls.length]}${emptyHandlerPath}`);
    if (status !== 200) throw new Error(`the empty handler answered ${status}`);
  });
  return (requests * 1000) / (performance.now() - began);
}

/** The liveness route: reads nothing, asks nobody, answers a constant. */
export const emptyHandlerPath = "/api/health/live";

function startOnce({ client, urls, origin }: Web, pair: Pair, at: number): Promise<Answer> {
  return client.postJson(
    `${urls[at % urls.length]}/api/trpc/student.labSession.start`,
    { json: { labSlug: pair.labSlug } },
    { cookie: pair.cookie, origin },
  );
}

function note(tally: Tally, pair: Pair, { status, text }: Answer): void {
  tally.answers += 1;
  if (status === 200) {
    const { result } = JSON.parse(text) as { result: { data: { json: { id: string } } } };
    const ids = tally.idsOf.get(pair) ?? new Set();
    tally.idsOf.set(pair, ids.add(result.data.json.id));
  } else if (status >= 500) tally.errors5xx += 1;
  else tally.otherAnswers[status] = (tally.otherAnswers[status] ?? 0) + 1;
}
