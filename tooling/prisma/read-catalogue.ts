import type { Client } from "pg";

/**
 * Everything that a database enforces and Prisma does not see, as sorted text: two databases are
 * enforced alike when their catalogues are equal.
 */
export type Catalogue = Record<string, Record<string, string>>;

const ours = "n.nspname IN ('public', 'forgea')";
const notPrismas = "c.relname <> '_prisma_migrations'";
const roles = "'forgea_owner', 'forgea_app', 'forgea_worker'";

/** Rights as "role: RIGHT, RIGHT"; the owner's own are left out, for everybody has them. */
const rights = (acl: string, owner: string) => `(
  SELECT string_agg(entry, '; ' ORDER BY entry) FROM (
    SELECT coalesce(r.rolname, 'PUBLIC') || ': ' || string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type)
      AS entry
    FROM aclexplode(${acl}) a LEFT JOIN pg_roles r ON r.oid = a.grantee
    WHERE a.grantee <> ${owner} GROUP BY r.rolname
  ) entries
)`;

/** Each query answers (name, definition). */
const queries: Record<string, string> = {
  columns: `
    SELECT format('%s.%s.%s', n.nspname, c.relname, a.attname) AS name,
      concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END,
        'default ' || pg_get_expr(d.adbin, d.adrelid),
        CASE WHEN a.attstorage <> t.typstorage THEN 'storage ' || a.attstorage::text END) AS definition
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE ${ours} AND ${notPrismas} AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`,
  constraints: `
    SELECT format('%s.%s.%s', n.nspname, c.relname, k.conname) AS name, pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${ours} AND ${notPrismas} AND k.contype IN ('c', 'f', 'p', 'u', 'x')`,
  indexes: `
    SELECT format('%s.%s', n.nspname, i.relname) AS name, pg_get_indexdef(i.oid) AS definition
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${ours} AND ${notPrismas} AND x.indisvalid`,
  triggers: `
    SELECT format('%s.%s.%s', n.nspname, c.relname, t.tgname) AS name,
      pg_get_triggerdef(t.oid) || CASE WHEN t.tgenabled <> 'O' THEN ' -- enabled: ' || t.tgenabled::text ELSE '' END
        AS definition
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${ours} AND NOT t.tgisinternal`,
  functions: `
    SELECT format('%s.%s(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS name,
      concat_ws(', ', 'owner ' || pg_get_userbyid(p.proowner), 'returns ' || pg_get_function_result(p.oid),
        l.lanname, 'volatility ' || p.provolatile::text, CASE WHEN p.prosecdef THEN 'security definer' END,
        array_to_string(p.proconfig, ', '),
        'source ' || encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex')) AS definition
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
    WHERE ${ours}`,
  enums: `
    SELECT format('%s.%s', n.nspname, t.typname) AS name,
      string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) AS definition
    FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE ${ours} GROUP BY n.nspname, t.typname`,
  owners: `
    SELECT format('%s.%s', n.nspname, c.relname) AS name, pg_get_userbyid(c.relowner) AS definition
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${ours} AND c.relkind IN ('r', 'S', 'v', 'm')
    UNION ALL SELECT 'schema ' || n.nspname, pg_get_userbyid(n.nspowner)
    FROM pg_namespace n WHERE ${ours} OR n.nspname = 'graphile_worker'`,
  grants: `
    SELECT 'schema ' || n.nspname AS name, ${rights("n.nspacl", "n.nspowner")} AS definition
    FROM pg_namespace n WHERE ${ours} OR n.nspname = 'graphile_worker'
    UNION ALL SELECT 'database', ${rights("d.datacl", "d.datdba")}
    FROM pg_database d WHERE d.datname = current_database()
    UNION ALL SELECT format('%s.%s', n.nspname, c.relname), ${rights("c.relacl", "c.relowner")}
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE (${ours} OR n.nspname = 'graphile_worker') AND c.relkind IN ('r', 'S', 'v', 'm')
    UNION ALL SELECT format('%s.%s.%s', n.nspname, c.relname, a.attname), ${rights("a.attacl", "c.relowner")}
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${ours} AND a.attacl IS NOT NULL
    UNION ALL SELECT format('%s.%s(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)),
      ${rights("coalesce(p.proacl, acldefault('f', p.proowner))", "p.proowner")}
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${ours}`,
  roles: `
    SELECT r.rolname AS name,
      concat_ws(', ', CASE WHEN r.rolsuper THEN 'superuser' END, CASE WHEN r.rolcreaterole THEN 'createrole' END,
        CASE WHEN r.rolcreatedb THEN 'createdb' END, CASE WHEN r.rolbypassrls THEN 'bypassrls' END,
        CASE WHEN r.rolreplication THEN 'replication' END, CASE WHEN r.rolcanlogin THEN 'login' END,
        (SELECT 'member of ' || string_agg(g.rolname, ', ' ORDER BY g.rolname) FROM pg_auth_members m
         JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid),
        (SELECT string_agg(setting, ', ' ORDER BY setting) FROM pg_db_role_setting s, unnest(s.setconfig) setting
         WHERE s.setrole = r.oid AND s.setdatabase = 0)) AS definition
    FROM pg_roles r WHERE r.rolname IN (${roles})`,
  transitions: `
    SELECT format('%s %s', from_status, event) AS name,
      to_status || CASE bound WHEN true THEN ', once bound' WHEN false THEN ', never bound' ELSE '' END AS definition
    FROM forgea.lifecycle_transition`,
  tasks: `
    SELECT name, format('%s attempts, priority %s', max_attempts, priority) AS definition FROM forgea.task`,
};

/** Reads the catalogue of the database that `client` is connected to, as any of its roles. */
export async function readCatalogue(client: Client): Promise<Catalogue> {
  const catalogue: Catalogue = {};
  for (const [section, query] of Object.entries(queries)) {
    const { rows } = await client.query<{ name: string; definition: string | null }>(query);
    const entries = rows.flatMap(({ name, definition }) =>
      definition === null ? [] : [[name, definition] as const],
    );
    // Sorted here: the server's order depends on its locale.
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    catalogue[section] = Object.fromEntries(entries);
  }
  return catalogue;
}

/** The differences between two catalogues, one a line, as "section: name" with both definitions. */
export function compareCatalogues(expected: Catalogue, actual: Catalogue): string[] {
  const differences: string[] = [];
  for (const section of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const before = expected[section] ?? {};
    const after = actual[section] ?? {};
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      if (before[name] === after[name]) continue;
      differences.push(
        `${section}: ${name}\n  catalogue: ${before[name] ?? "(missing)"}\n  database:  ${after[name] ?? "(missing)"}`,
      );
    }
  }
  return differences;
}
