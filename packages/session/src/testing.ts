/** The testing entry: builders on a real database, a clock to set, and a provider in memory. */

export { buildLab, buildStudent, type TestLab } from "./testing/builders.ts";
export { deliver } from "./testing/deliver.ts";
export { FakeGitHub } from "./testing/fake-github.ts";
export { buildLifecycleSession, makeMove } from "./testing/lifecycle-session.ts";
export { pushBody } from "./testing/push-body.ts";
export { createTestDeps, drainJobs, type TestDeps } from "./testing/test-deps.ts";
export { buildWorkingSession } from "./testing/working-session.ts";
