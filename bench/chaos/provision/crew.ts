import { type ExtraKind, type ExtraProcess, startExtra } from "../../runner/extra-process.ts";
import type { UsedStack } from "../../runner/scenario.ts";

/** Processes that are started again whenever they end, as a supervisor in production does. */
export type Crew = {
  /** The addresses of the student apps that live right now. */
  studentUrls: () => string[];
  /** Logs of all that ever ran. */
  logs: () => string[];
  /** How many were started again, by how they ended. */
  restarts: () => Readonly<Record<string, number>>;
  stop: () => Promise<void>;
};

type Place = { kind: ExtraKind; env: Record<string, string>; current: ExtraProcess | null };

/** Starts so many workers and student apps of the stack, with this environment, and keeps them alive. */
export async function keepAlive(
  stack: UsedStack,
  wanted: { workers: number; students: number },
  env: Record<string, string>,
): Promise<Crew> {
  const logs = new Set<string>();
  const restarts: Record<string, number> = {};
  const stopping = new AbortController();
  const places = [
    ...Array.from(
      { length: wanted.workers },
      (): Place => ({ kind: "worker", env, current: null }),
    ),
    ...Array.from(
      { length: wanted.students },
      (): Place => ({ kind: "student", env, current: null }),
    ),
  ];

  const keep = async (place: Place): Promise<void> => {
    const first = await startExtra(stack, place.kind, place.env);
    place.current = first;
    logs.add(first.log);
    const { log } = first;
    const port = Number(new URL(first.url).port);
    void (async () => {
      while (!stopping.signal.aborted) {
        const how = (await place.current?.ended) ?? "could not start";
        if (stopping.signal.aborted) return;
        const name = `${place.kind} ${how}`;
        restarts[name] = (restarts[name] ?? 0) + 1;
        place.current = await startExtra(stack, place.kind, place.env, { port, log }).catch(
          () => null,
        );
      }
    })();
  };
  await Promise.all(places.map(keep));

  return {
    studentUrls: () =>
      places.flatMap(({ kind, current }) =>
        kind === "student" && current !== null && !current.hasEnded() ? [current.url] : [],
      ),
    logs: () => [...logs],
    restarts: () => restarts,
    async stop() {
      stopping.abort();
      await Promise.all(places.map(async ({ current }) => current?.stop()));
    },
  };
}
