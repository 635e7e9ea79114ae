/** The browser entry: contracts and state names. No I/O. */
export * from "./contracts/account.ts";
export * from "./contracts/lab.ts";
export * from "./contracts/lab-session.ts";
export * from "./contracts/labels.ts";
export * from "./contracts/monitor.ts";
export * from "./contracts/provider-access.ts";
export * from "./contracts/staff-lab.ts";
export {
  type LabSessionEvent,
  type LabSessionStatus,
  type LifecycleFacts,
  labSessionStatuses,
  possibleEvents,
  transitions,
} from "./domain/lifecycle.ts";
export { type NotCountedCause, whyNotCounted } from "./domain/why-not-counted.ts";
