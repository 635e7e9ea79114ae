// domain-has-no-io, domain-imports-no-package, session-domain
import "node:fs";
import "../../../schema/src/client.ts";
import "../store/lab-session-store.ts";
