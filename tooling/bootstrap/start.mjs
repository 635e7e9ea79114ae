// npm start: plain Node, no dependencies, so that it works before anything is installed.
import { refuseOldNode } from "./node-version.mjs";

refuseOldNode();
void import("./launch.mjs").then(({ launch }) =>
  launch({ program: "tooling/start/supervisor.ts", arguments: ["start"], opensPorts: true }),
);
