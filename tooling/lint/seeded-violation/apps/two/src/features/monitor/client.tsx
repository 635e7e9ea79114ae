// no-server-in-the-browser, no-node-in-the-browser
import "../../../../../packages/session/src/server.ts";
import "node:fs";
