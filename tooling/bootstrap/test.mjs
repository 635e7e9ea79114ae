// npm test: plain Node, no dependencies, so that it works before anything is installed.
import { refuseOldNode } from "./node-version.mjs";

refuseOldNode();
void import("./launch.mjs").then(({ launch }) =>
  launch({ program: "tooling/test/run.ts", arguments: [], opensPorts: false }),
);
