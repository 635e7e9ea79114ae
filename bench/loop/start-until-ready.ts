import type { LabSessionView, StartedLab } from "../clients/api-types.ts";
import type { AppClient } from "../clients/app-client.ts";
import { now } from "../runner/clock.ts";
import { until } from "../runner/until.ts";
import type { Student } from "./choose-students.ts";

/** One start, from pressing the button to a repository that can be cloned. Times in ms since 1970. */
export type Start = {
  labSessionId: string;
  cloneUrl: string;
  sentAt: number;
  answeredAt: number;
  readyAt: number;
};

const limitMs = 60_000;
/** The page has this safety net too: should the stream say nothing, it asks. */
const askAnywayMs = 1_000;

/**
 * Starts a lab as the page does: the stream of own sessions is open already, each of its events is followed by a
 * query. Ready is when an answer says that the session is in progress and the student's access accepted, because only
 * then does `git clone` work.
 */
export async function startUntilReady({ app, labSlug }: Student): Promise<Start> {
  const bell = createBell();
  const close = await app.follow("student.labSession.follow", {
    onMessage: (message) => message.type === "event" && bell.ring(),
    onReconnect: () => bell.ring(),
    onEnd: () => undefined,
  });
  try {
    const sentAt = now();
    const { id, created } = await app.mutate<StartedLab>("student.labSession.start", { labSlug });
    const answeredAt = now();
    if (!created) throw new Error(`the start of ${labSlug} found a session that was there`);
    const view = await untilReady(app, id, bell);
    return {
      labSessionId: id,
      cloneUrl: view.repository?.cloneUrl ?? "",
      sentAt,
      answeredAt,
      readyAt: now(),
    };
  } finally {
    close();
  }
}

async function untilReady(app: AppClient, id: string, bell: Bell): Promise<LabSessionView> {
  const ready = await until(limitMs, 0, async () => {
    const view = await app.query<LabSessionView>("student.labSession.byId", { id });
    if (view.status === "FAILED") throw new Error(`setting up failed: ${view.failureCode}`);
    if (view.status === "IN_PROGRESS" && view.access.state === "ACCEPTED") return view;
    if (view.access.state === "INVITED") throw new Error("the invitation was not accepted");
    await bell.rung(askAnywayMs);
    return undefined;
  });
  if (ready === undefined)
    throw new Error(`session ${id} was not ready within ${limitMs / 1000} s`);
  return ready;
}

type Bell = { ring: () => void; rung: (limitMs: number) => Promise<void> };

/** Remembers that it was rung until somebody asks, so that no event falls between two questions. */
function createBell(): Bell {
  let pending = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      pending = true;
      wake?.();
    },
    async rung(limit) {
      if (!pending) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, limit);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = null;
      pending = false;
    },
  };
}
