import path from "node:path";

import { type RunningStack, readStack, type StackOptions, startStack } from "@forgea/testing/stack";

import type { UsedStack } from "./scenario.ts";

export type StackHolder = {
  use: (options?: StackOptions) => Promise<UsedStack>;
  /** The stack that was used, if one was. */
  used: () => UsedStack | undefined;
  /** Stops the stack if it is ours. `keepData`: somebody will want to look at it. Returns where the data stay. */
  release: (keepData: boolean) => Promise<string | undefined>;
};

/** The first start also builds the apps; on a busy machine that takes its time. */
const startLimitMs = 20 * 60_000;

/** Hands out the stack of a stack.json, or starts one with data of its own when there is none. */
export function holdStack(file: string | undefined, progress: (text: string) => void): StackHolder {
  let own: RunningStack | undefined;
  let used: UsedStack | undefined;
  return {
    async use(options) {
      if (used !== undefined) return used;
      if (file !== undefined) {
        const dataDirectory = path.dirname(path.resolve(file));
        used = { ...(await readStack(path.resolve(file))), own: false, dataDirectory };
        return used;
      }
      progress("starting a stack (the first time this also builds the apps)");
      own = await startStack({ limit: startLimitMs, ...options });
      used = { ...own, own: true };
      return used;
    },
    used: () => used,
    async release(keepData) {
      await own?.stop({ keepData });
      return keepData ? own?.dataDirectory : undefined;
    },
  };
}
