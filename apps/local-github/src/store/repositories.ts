import type { Database } from "./database.ts";

interface RepositoryRow {
  id: number;
  owner_id: number;
  name: string;
  description: string | null;
  private: number;
  is_template: number;
  default_branch: string;
  template_id: number | null;
  size_kb: number;
  created_at: number;
  updated_at: number;
  pushed_at: number | null;
}

export interface Repository extends Omit<RepositoryRow, "private" | "is_template"> {
  private: boolean;
  is_template: boolean;
}

export type NewRepository = Omit<Repository, "id" | "updated_at">;

const columns = `id, owner_id, name, description, private, is_template, default_branch, template_id,
  size_kb, created_at, updated_at, pushed_at`;

export type RepositoryStore = ReturnType<typeof createRepositoryStore>;

/** Repositories by their immutable id, by name, and by the names that they had before. */
export function createRepositoryStore(db: Database) {
  const select = (rest: string) =>
    db.query<RepositoryRow>(`SELECT ${columns} FROM repositories ${rest}`);
  const byId = select("WHERE id = ?");
  const byName = select("WHERE owner_id = ? AND name_key = ?");
  const byFormerName = select(
    "WHERE id = (SELECT repository_id FROM redirects WHERE owner_id = ? AND name_key = ?)",
  );
  const ofOwner = select("WHERE owner_id = ? ORDER BY id");
  const insert = db.query<{ id: number }>(
    `INSERT INTO repositories (owner_id, name, name_key, description, private, is_template,
       default_branch, template_id, size_kb, created_at, updated_at, pushed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
  );
  const update = db.query(
    `UPDATE repositories SET owner_id = ?, name = ?, name_key = ?, description = ?, private = ?, is_template = ?,
       default_branch = ?, updated_at = ? WHERE id = ?`,
  );
  const pushed = db.query(
    `UPDATE repositories SET pushed_at = max(coalesce(pushed_at, 0), ?), updated_at = max(updated_at, ?)
     WHERE id = ?`,
  );
  const resize = db.query("UPDATE repositories SET size_kb = ? WHERE id = ?");
  const remove = db.query("DELETE FROM repositories WHERE id = ?");
  const redirect = db.query(
    "INSERT OR REPLACE INTO redirects (owner_id, name_key, repository_id) VALUES (?, ?, ?)",
  );
  const dropRedirect = db.query("DELETE FROM redirects WHERE owner_id = ? AND name_key = ?");

  return {
    byId: (id: number) => read(byId.get(id)),
    byName: (ownerId: number, name: string) => read(byName.get(ownerId, name.toLowerCase())),
    byFormerName: (ownerId: number, name: string) =>
      read(byFormerName.get(ownerId, name.toLowerCase())),
    ofOwner: (ownerId: number) => ofOwner.all(ownerId).map(fromRow),
    /** Adds a repository and returns its id; a redirect that had the name is gone from then on, as on GitHub. */
    insert(repository: NewRepository): Repository {
      const { owner_id, name, created_at } = repository;
      dropRedirect.run(owner_id, name.toLowerCase());
      const row = insert.get(
        owner_id,
        name,
        name.toLowerCase(),
        repository.description,
        Number(repository.private),
        Number(repository.is_template),
        repository.default_branch,
        repository.template_id,
        repository.size_kb,
        created_at,
        created_at,
        repository.pushed_at,
      );
      if (!row) throw new Error("the repository was not inserted");
      return { ...repository, id: row.id, updated_at: created_at };
    },
    /** Writes the changed settings; the former name leads here from now on. */
    update(before: Repository, after: Repository): void {
      db.transaction(() => {
        const [oldKey, newKey] = [before.name.toLowerCase(), after.name.toLowerCase()];
        if (oldKey !== newKey || before.owner_id !== after.owner_id) {
          dropRedirect.run(after.owner_id, newKey);
          redirect.run(before.owner_id, oldKey, before.id);
        }
        update.run(
          after.owner_id,
          after.name,
          newKey,
          after.description,
          Number(after.private),
          Number(after.is_template),
          after.default_branch,
          after.updated_at,
          after.id,
        );
      });
    },
    markPushed: (id: number, at: number) => pushed.run(at, at, id),
    setSize: (id: number, kilobytes: number) => resize.run(kilobytes, id),
    remove: (id: number) => remove.run(id),
  };
}

function fromRow(row: RepositoryRow): Repository {
  return { ...row, private: row.private === 1, is_template: row.is_template === 1 };
}

function read(row: RepositoryRow | undefined): Repository | undefined {
  return row && fromRow(row);
}
