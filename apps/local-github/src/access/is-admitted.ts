import type { LocalGithub } from "../local-github.ts";

/** Whether somebody belongs to an account's organisation, so that access needs no invitation. */
export function isAdmitted(
  github: Pick<LocalGithub, "store" | "testControl">,
  ownerId: number,
  userId: number,
): boolean {
  return (
    github.store.accounts.memberRole(ownerId, userId) !== null ||
    (github.testControl?.isMember(userId) ?? false)
  );
}
