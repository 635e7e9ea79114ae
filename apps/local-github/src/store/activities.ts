import type { Database } from "./database.ts";

export type ActivityType = "push" | "force_push" | "branch_creation" | "branch_deletion";

export interface Activity {
  id: number;
  repository_id: number;
  actor_id: number | null;
  ref: string;
  before: string;
  after: string;
  at: number;
  type: ActivityType;
}

export interface ActivityFilter {
  repositoryId: number;
  ref: string | null;
  actorId: number | null;
  type: string | null;
  since: number;
  /** Exclusive bounds by id; `newestFirst` says from which end the page is cut. */
  above: number;
  below: number;
  newestFirst: boolean;
  limit: number;
}

export type ActivityStore = ReturnType<typeof createActivityStore>;

/** What happened to the branches of a repository, with the time at which the ref moved. */
export function createActivityStore(db: Database) {
  const insert = db.query(
    "INSERT INTO activities (repository_id, actor_id, ref, before, after, at, type) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const page = (direction: "ASC" | "DESC") =>
    db.query<Activity>(
      `SELECT id, repository_id, actor_id, ref, before, after, at, type FROM activities
       WHERE repository_id = ?1 AND (?2 IS NULL OR ref = ?2) AND (?3 IS NULL OR actor_id = ?3)
         AND (?4 IS NULL OR type = ?4) AND at >= ?5 AND id > ?6 AND id < ?7
       ORDER BY id ${direction} LIMIT ?8`,
    );
  const ascending = page("ASC");
  const descending = page("DESC");
  const recorded = db.query("SELECT 1 FROM recorded_pushes WHERE spool_name = ?");
  const record = db.query("INSERT INTO recorded_pushes (spool_name, recorded_at) VALUES (?, ?)");
  const dropRecorded = db.query("DELETE FROM recorded_pushes WHERE recorded_at < ?");
  return {
    add(activity: Omit<Activity, "id">): void {
      const { repository_id, actor_id, ref, before, after, at, type } = activity;
      insert.run(repository_id, actor_id, ref, before, after, at, type);
    },
    page(filter: ActivityFilter): Activity[] {
      return (filter.newestFirst ? descending : ascending).all(
        filter.repositoryId,
        filter.ref,
        filter.actorId,
        filter.type,
        filter.since,
        filter.above,
        filter.below,
        filter.limit,
      );
    },
    /** A spool file is read again after a crash; its name says whether it was recorded already. */
    isRecorded: (spoolName: string) => recorded.get(spoolName) !== undefined,
    markRecorded: (spoolName: string, now: number) => record.run(spoolName, now),
    dropRecordedBefore: (time: number) => dropRecorded.run(time),
  };
}
