import { randomBytes } from "node:crypto";
import type { Database } from "./database.ts";

export type SettingStore = ReturnType<typeof createSettingStore>;

/** Single values that must outlive a restart. */
export function createSettingStore(db: Database) {
  const read = db.query<{ value: string }>("SELECT value FROM settings WHERE key = ?");
  const write = db.query("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)");
  const seed = db.query<{ size_kb: number }>("SELECT size_kb FROM seeds WHERE tree = ?");
  const saveSeed = db.query(
    "INSERT OR REPLACE INTO seeds (tree, size_kb, created_at) VALUES (?, ?, ?)",
  );
  return {
    get: (key: string) => read.get(key)?.value,
    set: (key: string, value: string) => write.run(key, value),
    /** The key that form tokens are made with; made once. */
    formKey(): string {
      const known = read.get("form_key")?.value;
      if (known !== undefined) return known;
      const made = randomBytes(32).toString("hex");
      write.run("form_key", made);
      return made;
    },
    seedSize: (tree: string) => seed.get(tree)?.size_kb,
    saveSeed: (tree: string, kilobytes: number, now: number) => saveSeed.run(tree, kilobytes, now),
  };
}
