import type { Database } from "./database.ts";

export type AppPermissions = Record<string, "read" | "write">;

interface InstallationRow {
  id: number;
  account_id: number;
  permissions: string;
  events: string;
  repository_selection: "all" | "selected";
  created_at: number;
  updated_at: number;
  suspended_at: number | null;
  suspended_by: number | null;
  deleted_at: number | null;
}

export interface Installation extends Omit<InstallationRow, "permissions" | "events"> {
  permissions: AppPermissions;
  events: string[];
}

export type InstallationStore = ReturnType<typeof createInstallationStore>;

/** Where the App is installed and what it may do there. A deleted one stays as a row, so that its id is never used again. */
export function createInstallationStore(db: Database) {
  const byId = db.query<InstallationRow>("SELECT * FROM installations WHERE id = ?");
  const live = db.query<InstallationRow>(
    "SELECT * FROM installations WHERE deleted_at IS NULL ORDER BY id",
  );
  const ofAccount = db.query<InstallationRow>(
    "SELECT * FROM installations WHERE account_id = ? AND deleted_at IS NULL",
  );
  const newest = db.query<{ id: number | null }>("SELECT max(id) AS id FROM installations");
  const save = db.query(
    `INSERT INTO installations (id, account_id, permissions, events, repository_selection, created_at, updated_at,
       suspended_at, suspended_by, deleted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET permissions = excluded.permissions, events = excluded.events,
       repository_selection = excluded.repository_selection, updated_at = excluded.updated_at,
       suspended_at = excluded.suspended_at, suspended_by = excluded.suspended_by, deleted_at = excluded.deleted_at`,
  );
  const selected = db.query<{ repository_id: number }>(
    "SELECT repository_id FROM installation_repositories WHERE installation_id = ? ORDER BY repository_id",
  );
  const isSelected = db.query(
    "SELECT 1 FROM installation_repositories WHERE installation_id = ? AND repository_id = ?",
  );
  const select = db.query(
    "INSERT OR IGNORE INTO installation_repositories (installation_id, repository_id) VALUES (?, ?)",
  );
  const deselect = db.query(
    "DELETE FROM installation_repositories WHERE installation_id = ? AND repository_id = ?",
  );
  const deselectAll = db.query("DELETE FROM installation_repositories WHERE installation_id = ?");
  const forget = db.query("DELETE FROM installation_repositories WHERE repository_id = ?");
  return {
    /** Also finds deleted installations; callers that serve the API use `live` ones. */
    byId: (id: number) => read(byId.get(id)),
    /** An id that no installation has or had. */
    unusedId: () => (newest.get()?.id ?? 0) + 1,
    live: () => live.all().map(fromRow),
    ofAccount: (accountId: number) => read(ofAccount.get(accountId)),
    save(installation: Installation): void {
      save.run(
        installation.id,
        installation.account_id,
        JSON.stringify(installation.permissions),
        JSON.stringify(installation.events),
        installation.repository_selection,
        installation.created_at,
        installation.updated_at,
        installation.suspended_at,
        installation.suspended_by,
        installation.deleted_at,
      );
    },
    selectedRepositories: (id: number) => selected.all(id).map((row) => row.repository_id),
    /** Whether the installation reaches a repository of its own account. */
    reaches: (installation: Installation, repositoryId: number) =>
      installation.repository_selection === "all" ||
      isSelected.get(installation.id, repositoryId) !== undefined,
    select: (id: number, repositoryId: number) => select.run(id, repositoryId) > 0,
    deselectAll: (id: number) => deselectAll.run(id),
    /** For a repository that left its account. */
    forgetRepository: (repositoryId: number) => forget.run(repositoryId),
    deselect: (id: number, repositoryId: number) => deselect.run(id, repositoryId) > 0,
  };
}

function fromRow(row: InstallationRow): Installation {
  return {
    ...row,
    permissions: JSON.parse(row.permissions) as AppPermissions,
    events: JSON.parse(row.events) as string[],
  };
}

function read(row: InstallationRow | undefined): Installation | undefined {
  return row && fromRow(row);
}
