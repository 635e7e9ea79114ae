// pnpm dev: the same stack as npm start, with hot reload.
import { refuseOldNode } from "./node-version.mjs";

refuseOldNode();
void import("./launch.mjs").then(({ launch }) =>
  launch({ program: "tooling/start/supervisor.ts", arguments: ["dev"], opensPorts: true }),
);
