import type { LabSessionEvent } from "./lifecycle.ts";

/** What can stand in a session's chain: its start, every transition, and what happens beside them. */
export type SessionEventKind =
  | "start"
  | LabSessionEvent
  | "repository-created"
  | "repository-removed"
  | "repository-set-aside"
  | "access-invited"
  | "access-accepted"
  | "repository-gone"
  | "hold"
  | "release"
  | "push-accepted"
  | "pushes-recounted";
