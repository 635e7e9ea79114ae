import type { CommitFacts } from "../git/write-objects.ts";
import type { Database } from "./database.ts";

export interface FirstCommit {
  ref: string;
  id: string;
  facts: CommitFacts;
}

interface LateCopyRow {
  repository_id: number;
  due_at: number;
  actor_id: number;
  size_kb: number;
  commits: string;
}

/** A generated repository that has not got its content yet, and what it will get. */
export interface LateCopy extends Omit<LateCopyRow, "commits"> {
  commits: FirstCommit[];
}

export type LateCopyStore = ReturnType<typeof createLateCopyStore>;

/** Repositories that a test asked to be empty for a while; the rows outlive a restart. */
export function createLateCopyStore(db: Database) {
  const insert = db.query(
    `INSERT INTO late_copies (repository_id, due_at, actor_id, size_kb, commits)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const due = db.query<LateCopyRow>("SELECT * FROM late_copies WHERE due_at <= ? ORDER BY due_at");
  const next = db.query<{ at: number | null }>("SELECT min(due_at) AS at FROM late_copies");
  const remove = db.query("DELETE FROM late_copies WHERE repository_id = ?");
  const hurry = db.query("UPDATE late_copies SET due_at = 0");
  return {
    add({ repository_id, due_at, actor_id, size_kb, commits }: LateCopy): void {
      insert.run(repository_id, due_at, actor_id, size_kb, JSON.stringify(commits));
    },
    due: (now: number): LateCopy[] =>
      due.all(now).map((row) => ({ ...row, commits: JSON.parse(row.commits) as FirstCommit[] })),
    nextAt: () => next.get()?.at ?? undefined,
    /** False when it is gone: done already, or deleted with its repository. */
    remove: (repositoryId: number) => remove.run(repositoryId) > 0,
    /** Makes all of them due. */
    hurry: () => hurry.run(),
  };
}
