import type { Database } from "./database.ts";

export interface CommitStatus {
  id: number;
  repository_id: number;
  sha: string;
  creator_id: number;
  state: "error" | "failure" | "pending" | "success";
  context: string;
  description: string | null;
  target_url: string | null;
  created_at: number;
}

export interface StoredCheckRun {
  id: number;
  sha: string;
  data: string;
}

export type FeedbackStore = ReturnType<typeof createFeedbackStore>;

/** Commit statuses and check runs, as they were reported. */
export function createFeedbackStore(db: Database) {
  const addStatus = db.query<CommitStatus>(
    `INSERT INTO statuses (repository_id, sha, creator_id, state, context, description, target_url, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *`,
  );
  const statuses = db.query<CommitStatus>(
    "SELECT * FROM statuses WHERE repository_id = ? AND sha = ? ORDER BY id DESC LIMIT 1000",
  );
  const addRun = db.query<{ id: number }>(
    "INSERT INTO check_runs (repository_id, sha, data) VALUES (?, ?, ?) RETURNING id",
  );
  const run = db.query<StoredCheckRun>(
    "SELECT id, sha, data FROM check_runs WHERE repository_id = ? AND id = ?",
  );
  const runs = db.query<StoredCheckRun>(
    "SELECT id, sha, data FROM check_runs WHERE repository_id = ? AND sha = ? ORDER BY id DESC LIMIT 1000",
  );
  const updateRun = db.query("UPDATE check_runs SET data = ? WHERE id = ?");
  return {
    addStatus(status: Omit<CommitStatus, "id">): CommitStatus {
      const row = addStatus.get(
        status.repository_id,
        status.sha,
        status.creator_id,
        status.state,
        status.context,
        status.description,
        status.target_url,
        status.created_at,
      );
      if (!row) throw new Error("the status was not inserted");
      return row;
    },
    statuses: (repositoryId: number, sha: string) => statuses.all(repositoryId, sha),
    addCheckRun(repositoryId: number, sha: string, data: string): number {
      const row = addRun.get(repositoryId, sha, data);
      if (!row) throw new Error("the check run was not inserted");
      return row.id;
    },
    checkRun: (repositoryId: number, id: number) => run.get(repositoryId, id),
    checkRuns: (repositoryId: number, sha: string) => runs.all(repositoryId, sha),
    updateCheckRun: (id: number, data: string) => updateRun.run(data, id),
  };
}
