/** What the benchmarks read of the apps' answers. They look from outside, so the shapes stand here again. */
export type Problem = { code: string; sentence: string; traceId: string };

export type LabCard = { slug: string; labSession: { id: string; status: string } | null };

export type StartedLab = { id: string; created: boolean };

export type LabSessionView = {
  id: string;
  status: string;
  failureCode: string | null;
  queue: { place: number; turnAt: Date } | null;
  repository: { fullName: string; cloneUrl: string } | null;
  access: { state: string };
  handedIn: { commitSha: string } | null;
};

export type EventView = { labSessionId: string; seq: number; kind: string; at: string };

export type FollowMessage =
  | { type: "ready" }
  | { type: "resync" }
  | { type: "event"; event: EventView };

export type StaffLab = {
  versionNumber: number | null;
  prepared: { ready: number; waiting: number };
};
