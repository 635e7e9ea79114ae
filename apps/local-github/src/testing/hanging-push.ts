import { request } from "node:http";
import { tokenOf } from "./start-test-github.ts";

/**
 * Begins a push whose body never ends. Resolves when git has begun to read it; `ended` resolves
 * when the server ends it, with whether the answer looked complete.
 */
export function beginHangingPush(
  base: string,
  repository: string,
): Promise<{ ended: Promise<boolean> }> {
  return new Promise((resolve, reject) => {
    const push = request(`${base}/forgea/${repository}.git/git-receive-pack`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`mia:${tokenOf("mia")}`).toString("base64")}`,
        "content-type": "application/x-git-receive-pack-request",
        "transfer-encoding": "chunked",
      },
    });
    push.on("response", (response) => {
      const ended = new Promise<boolean>((done) => {
        response.on("error", () => undefined);
        response.on("close", () => done(response.complete));
      });
      response.resume();
      resolve({ ended });
    });
    push.on("error", reject);
    push.write("00");
  });
}
