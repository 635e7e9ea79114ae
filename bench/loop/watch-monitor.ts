import { type AppClient } from "../clients/app-client.ts";
import { now } from "../runner/clock.ts";

/** When each accepted push was seen, by session and sequence number. A second sight is kept: it is a fault. */
export type Sightings = {
  of: (labSessionId: string, seq: number) => readonly number[];
  /** Accepted pushes of a session that were seen, each counted once. */
  count: (labSessionId: string) => number;
};

export type MonitorWatch = {
  sightings: Sightings;
  /** What is wrong with the stream itself, in sentences. */
  complaints: readonly string[];
  reconnects: () => number;
  close: () => void;
};

/** Watches the Live Session Monitor's stream and writes down when each accepted push arrives; nothing is fetched. */
export async function watchMonitor(admin: AppClient): Promise<MonitorWatch> {
  const seen = new Map<string, Map<number, number[]>>();
  const complaints: string[] = [];
  let reconnects = 0;
  let closing = false;
  const close = await admin.follow("staff.monitor.follow", {
    onMessage(message) {
      const at = now();
      if (message.type === "resync") complaints.push("the monitor's stream skipped events");
      if (message.type !== "event" || message.event.kind !== "push-accepted") return;
      const { labSessionId, seq } = message.event;
      const ofSession = seen.get(labSessionId) ?? new Map<number, number[]>();
      seen.set(labSessionId, ofSession);
      ofSession.set(seq, [...(ofSession.get(seq) ?? []), at]);
    },
    onReconnect: () => {
      reconnects += 1;
    },
    onEnd: (reason) => {
      if (!closing) complaints.push(`the monitor's stream ended: ${reason}`);
    },
  });
  return {
    sightings: {
      of: (labSessionId, seq) => seen.get(labSessionId)?.get(seq) ?? [],
      count: (labSessionId) => seen.get(labSessionId)?.size ?? 0,
    },
    complaints,
    reconnects: () => reconnects,
    close() {
      closing = true;
      close();
    },
  };
}
