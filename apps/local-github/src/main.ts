import { readConfig } from "./config.ts";
import { readEnvironment } from "./env.ts";
import { createLogger } from "./logger.ts";
import { startLocalGithub } from "./start-local-github.ts";

const environment = readEnvironment();
const log = createLogger(environment.LOG_LEVEL);

try {
  const running = await startLocalGithub({
    port: environment.LOCAL_GITHUB_PORT,
    url: environment.LOCAL_GITHUB_URL,
    dataDirectory: environment.LOCAL_GITHUB_DATA,
    config: readConfig(environment.LOCAL_GITHUB_CONFIG),
    path: environment.PATH,
    testControl: environment.LOCAL_GITHUB_TEST_CONTROL,
    logLevel: environment.LOG_LEVEL,
  });
  log.info({ url: running.url, port: running.port }, "ready");
  let closing = false;
  const stop = () => {
    if (closing) return;
    closing = true;
    // Whatever hangs must not keep the process: the state is safe at any moment.
    setTimeout(() => process.exit(1), 1_900).unref();
    void running.close().then(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
} catch (error) {
  log.fatal({ err: error }, "local-github could not start");
  process.exitCode = 1;
}
