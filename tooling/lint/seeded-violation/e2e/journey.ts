// e2e-and-bench-use-testing-only
import "../packages/session/src/server.ts";
