import { randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { SettingStore } from "../store/settings.ts";
import type { Directories } from "./directories.ts";
import type { RunGit } from "./run-git.ts";

export interface SeedStore {
  /** Makes sure that the objects of one tree lie in a seed; returns its size in KB. */
  ensure(sourceRepository: string, tree: string): Promise<number>;
}

/**
 * One immutable object store per template tree. Student repositories borrow from it, never from
 * the template: git serves any object that a repository can reach, borrowed ones included, so with
 * the template as lender a student could fetch its unpublished history by object id.
 */
export function createSeedStore(
  directories: Directories,
  runGit: RunGit,
  settings: SettingStore,
): SeedStore {
  const sizes = new Map<string, number>();
  const building = new Map<string, Promise<number>>();

  async function build(source: string, tree: string): Promise<number> {
    const final = join(directories.seeds, `${tree}.git`);
    const known = settings.seedSize(tree);
    if (known !== undefined && existsSync(final)) return known;
    const half = join(directories.building, `seed-${randomUUID()}`);
    const pack = join(half, "objects", "pack");
    mkdirSync(pack, { recursive: true });
    mkdirSync(join(half, "refs"));
    writeFileSync(join(half, "HEAD"), "ref: refs/heads/main\n");
    await runGit(["pack-objects", "--quiet", "--revs", join(pack, "pack")], {
      cwd: source,
      input: `${tree}\n`,
      timeoutMs: 120_000,
    });
    const bytes = readdirSync(pack).reduce((sum, name) => sum + statSync(join(pack, name)).size, 0);
    const kilobytes = Math.ceil(bytes / 1024);
    // A seed without its row is what a crash left; it is built again rather than trusted.
    rmSync(final, { recursive: true, force: true });
    renameSync(half, final);
    settings.saveSeed(tree, kilobytes, Date.now());
    return kilobytes;
  }

  return {
    async ensure(source, tree) {
      const size = sizes.get(tree);
      if (size !== undefined) return size;
      const running = building.get(tree) ?? build(source, tree);
      building.set(tree, running);
      try {
        const built = await running;
        sizes.set(tree, built);
        return built;
      } finally {
        building.delete(tree);
      }
    },
  };
}
