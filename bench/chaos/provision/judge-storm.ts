import type { UsedStack } from "../../runner/scenario.ts";
import { listMarked } from "./list-marked.ts";
import type { PatientDatabase } from "./patient-database.ts";

const ourMark = /^forgea:([0-9a-f-]{36})$/;

export type Verdict = {
  /** Repositories with our mark that belong to no session and no open intent. */
  orphans: string[];
  /** Pairs of student and lab, or sessions, with more than one of what there may be one of. */
  duplicates: string[];
  /** Left for a person on purpose: not ours to delete. */
  setAside: number;
};

type Known = { id: string; state: string; providerRepoId: string | null };

/** Compares the provider's list with the database: what is there twice, and what belongs to nobody? */
export async function judgeStorm(stack: UsedStack, database: PatientDatabase): Promise<Verdict> {
  const marked = await listMarked(stack, ourMark);
  const intents = await database.rows<Known>(
    `SELECT id, state::text, provider_repo_id::text AS "providerRepoId" FROM repository_intents
     WHERE id = ANY ($1::uuid[])`,
    [marked.map(({ mark }) => mark)],
  );
  const byId = new Map(intents.map((intent) => [intent.id, intent]));
  const wanted = ({ id, mark }: { id: string; mark: string }) => {
    const intent = byId.get(mark);
    if (intent === undefined) return false;
    const own = intent.providerRepoId === null || intent.providerRepoId === id;
    return own && ["OPEN", "BOUND", "SET_ASIDE"].includes(intent.state);
  };
  const twice = marked.filter(
    ({ mark }, at) => marked.findIndex((one) => one.mark === mark) !== at,
  );
  return {
    orphans: marked.filter((repository) => !wanted(repository)).map(({ name }) => name),
    duplicates: [
      ...twice.map(({ name }) => `two repositories with the mark of ${name}`),
      ...(await database.rows<{ what: string }>(doubled)).map(({ what }) => what),
    ],
    setAside: intents.filter(({ state }) => state === "SET_ASIDE").length,
  };
}

const doubled = `
  SELECT 'student ' || user_id || ' has ' || count(*) || ' sessions in lab ' || lab_id AS what
  FROM lab_sessions WHERE NOT trial AND status <> 'ARCHIVED' GROUP BY user_id, lab_id HAVING count(*) > 1
  UNION ALL
  SELECT 'session ' || lab_session_id || ' has ' || count(*) || ' mappings'
  FROM github_repo_mappings WHERE status IN ('PENDING', 'ACTIVE')
  GROUP BY lab_session_id HAVING count(*) > 1
  UNION ALL
  SELECT 'session ' || lab_session_id || ' has ' || count(*) || ' repositories'
  FROM repository_intents WHERE state IN ('OPEN', 'BOUND') AND lab_session_id IS NOT NULL
  GROUP BY lab_session_id HAVING count(*) > 1`;
