/** GitHub's repository roles, weakest first. */
export const permissions = ["read", "triage", "write", "maintain", "admin"] as const;
export type Permission = (typeof permissions)[number];

/** Whether the role that somebody has covers the one that is needed. */
export function covers(has: Permission | null, needs: Permission): boolean {
  return has !== null && permissions.indexOf(has) >= permissions.indexOf(needs);
}

const byApiName: Record<string, Permission> = {
  pull: "read",
  triage: "triage",
  push: "write",
  maintain: "maintain",
  admin: "admin",
};

/** The role behind the words that the REST API takes (`pull`, `push` …). */
export function permissionFromApi(name: string): Permission | undefined {
  return Object.hasOwn(byApiName, name) ? byApiName[name] : undefined;
}

/** The booleans that REST answers spell a role out with. */
export function permissionFlags(role: Permission | null) {
  return {
    admin: covers(role, "admin"),
    maintain: covers(role, "maintain"),
    push: covers(role, "write"),
    triage: covers(role, "triage"),
    pull: covers(role, "read"),
  };
}

/** `/permission` and webhooks know three words only; the finer roles are folded into them. */
export function legacyPermission(role: Permission | null): "admin" | "write" | "read" | "none" {
  if (role === null) return "none";
  if (role === "admin") return "admin";
  return covers(role, "write") ? "write" : "read";
}
